/* What was said against what was heard, word by word. */

/* As the word error rate compares: lower case, without punctuation, ё as е. */
const plain = (text) =>
  text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}' ]+/gu, " ")
    .trim();
const wordsOf = (text) => text.split(/\s+/).filter((word) => plain(word));

/* Pairs [said, heard] of the cheapest alignment; null where one side has no word. */
function aligned(said, heard) {
  const from = wordsOf(said),
    to = wordsOf(heard);
  const cost = Array.from({length: from.length + 1}, () => new Array(to.length + 1).fill(0));
  const same = (i, j) => plain(from[i]) === plain(to[j]);
  for (let i = from.length; i >= 0; i--) {
    for (let j = to.length; j >= 0; j--) {
      if (i === from.length || j === to.length) cost[i][j] = from.length - i + to.length - j;
      else cost[i][j] = Math.min(cost[i + 1][j + 1] + (same(i, j) ? 0 : 1), cost[i + 1][j] + 1, cost[i][j + 1] + 1);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < from.length || j < to.length;) {
    const both = i < from.length && j < to.length;
    if (both && cost[i][j] === cost[i + 1][j + 1] + (same(i, j) ? 0 : 1)) pairs.push([from[i++], to[j++]]);
    else if (i < from.length && cost[i][j] === cost[i + 1][j] + 1) pairs.push([from[i++], null]);
    else pairs.push([null, to[j++]]);
  }
  return pairs;
}

/* Both lines; what differs is marked, and readable without colour: struck out, underlined. */
function marked(pairs) {
  const differ = ([said, heard]) => said === null || heard === null || plain(said) !== plain(heard);
  const line = (side, tag) =>
    pairs
      .filter((pair) => pair[side] !== null)
      .flatMap((pair) => [differ(pair) ? el(tag, {}, pair[side]) : pair[side], " "]);
  return {said: line(0, "del"), heard: line(1, "ins"), differ: pairs.some(differ)};
}
