/* The table of a call's turns: said, heard, understood, answered. */

const spanOf = (entry) => {
  if (entry.cause === "turn") return [entry.start_ms, entry.end_ms];
  return entry.reply ? [entry.reply.start_ms, entry.reply.end_ms] : [entry.start_ms, entry.start_ms + 1000];
};
const within = (entry, span) => span && entry.start_ms >= span[0] && entry.end_ms <= span[1];

/* Number of the turn that a red belongs to; -1: none. */
function entryOfRed(row, red) {
  const entries = row.timeline ?? [];
  const spoken = entries.findIndex((entry) => entry.cause === "turn" && within(entry, red.span_ms));
  return spoken < 0 ? entries.findIndex((entry) => within(entry, red.span_ms)) : spoken;
}

function buildTurns(row) {
  const heads = [
    ["#", 62],
    ["When", 122],
    ["Caller", 380],
    ["Understood", 250],
    ["Assistant", 0],
    ["After", 76],
  ];
  const top = heads.map(([name, width]) => {
    const head = el("th", {scope: "col", class: name === "After" ? "figure" : null}, name);
    if (width) head.style.width = `${width}px`;
    return head;
  });
  const spoken = [...(row.spoken ?? [])];
  const body = (row.timeline ?? []).flatMap((entry, number) => {
    const step = spoken.find((each) => entry.cause === "turn" && within(entry, each.span_ms));
    const missed = step ? spoken.splice(0, spoken.indexOf(step)).filter((each) => !each.span_ms) : [];
    return [...missed.map(missedRow), turnRow(row, entry, number, step)];
  });
  const rest = spoken.filter((each) => !each.span_ms).map(missedRow);
  return el(
    "table",
    {class: "sheet", id: "turns", "aria-label": "Turns"},
    el("thead", {}, el("tr", {}, top)),
    el("tbody", {}, body, rest),
  );
}

function missedRow(step) {
  return el(
    "tr",
    {},
    el("td", {}),
    el("td", {class: "got"}, "not heard"),
    el("td", {colspan: 4}, el("span", {class: "label"}, "said "), el("del", {}, step.said)),
  );
}

function turnRow(row, entry, number, step) {
  const span = spanOf(entry),
    lang = row.language;
  const reds = redsOf(row).filter((red) => entryOfRed(row, red) === number);
  const record = (row.turns ?? []).find((turn) => turn.start_ms === entry.start_ms && turn.end_ms === entry.end_ms);
  const button = el("button", {type: "button", class: "play", "aria-label": `Play turn ${number}`}, "▶");
  const redLines = reds.map((red) =>
    el("div", {class: "red-line"}, el("span", {class: "kind"}, `✗ ${red.kind}`), " ", red.text),
  );
  const after = record ? record.reply_ms : entry.reply ? entry.reply.start_ms - entry.end_ms : null;
  return el(
    "tr",
    {id: `turn-${number}`, tabindex: -1, on: {click: (event) => clickTurn(event, number, span)}},
    el("th", {scope: "row"}, `${number} `, button),
    el(
      "td",
      {},
      el("div", {class: "clock"}, entry.cause === "turn" ? spanText(span) : clock(entry.start_ms)),
      el("div", {class: "quiet"}, causeOf(entry)),
    ),
    el("td", {}, callerCell(entry, step, record, lang), redLines),
    el("td", {}, meaningCell(entry, record)),
    el("td", {}, assistantCell(entry, lang)),
    el("td", {class: "figure"}, after === null || !["turn", "key"].includes(entry.cause) ? "" : `${after} ms`),
  );
}

const CAUSES = {begin: "call answered", turn: "turn", key: "key", silence: "silence", desk: "from the desk"};
const causeOf = (entry) => (entry.keys ? `key ${entry.keys}` : (CAUSES[entry.cause] ?? entry.cause));
const labelled = (label, lang, ...inside) =>
  el("p", {}, el("span", {class: "label"}, `${label} `), el("span", {lang}, ...inside));

function callerCell(entry, step, record, lang) {
  if (entry.cause !== "turn") return [];
  const pieces = (record?.taken_back ?? []).map((piece) =>
    el(
      "li",
      {class: "small"},
      el("span", {class: "label"}, `taken back ${spanText([piece.start_ms, piece.end_ms])} `),
      quotedText(piece.text, lang),
      el("span", {class: "quiet"}, ` ${piece.intent} ${piece.decision}`),
    ),
  );
  const others = (entry.alternatives ?? []).filter((text) => text !== entry.text);
  const more = others.length
    ? el(
        "details",
        {},
        el("summary", {}, `other hypotheses: ${others.length}`),
        el(
          "ul",
          {lang},
          others.map((text) => el("li", {}, text)),
        ),
      )
    : null;
  return [...heardLines(entry, step, lang), pieces.length ? el("ul", {}, pieces) : null, more];
}

const quotedText = (text, lang) => el("span", {lang}, quoted(text));

function heardLines(entry, step, lang) {
  if (!step) return [labelled("heard", lang, entry.text || "nothing")];
  const whole = plain(step.heard) === plain(entry.text);
  const {said, heard, differ} = marked(aligned(step.said, step.heard));
  if (!differ) return [labelled(whole ? "said, heard" : "heard", lang, entry.text)];
  return [
    labelled("said", lang, said),
    labelled(whole ? "heard" : "heard in several turns", lang, heard),
    whole ? null : labelled("here", lang, entry.text),
  ];
}

function meaningCell(entry, record) {
  if (entry.cause !== "turn") return [];
  if (record?.babble) return ["taken for a noise: the words do not fit the sound"];
  const slots = Object.entries(record?.slots ?? {})
    .map(([name, value]) => `${name} = ${value}`)
    .join(", ");
  return [
    el("div", {}, el("b", {}, entry.intent), ` ${entry.intent_confidence.toFixed(2)} → ${entry.decision}`),
    slots ? el("div", {class: "small"}, slots) : null,
    ranking(entry.ranking ?? {}),
  ];
}

/* The likeliest labels; those that nobody could have meant are left out. */
function ranking(labels) {
  const shown = Object.entries(labels).filter(([, share], place) => place < 2 || share >= 0.01);
  return el(
    "div",
    {class: "ranking"},
    shown.flatMap(([label, share]) => {
      const filling = el("i");
      filling.style.width = `${Math.round(share * 100)}%`;
      return [
        el("span", {title: label}, label),
        el("div", {class: "bar", "aria-hidden": "true"}, filling),
        el("b", {}, share.toFixed(2)),
      ];
    }),
  );
}

function assistantCell(entry, lang) {
  const facts = [
    ["prompts", entry.prompts.join(", ")],
    ["told", entry.told.join(", ")],
    ["rule", entry.rule],
  ]
    .filter(([, text]) => text)
    .map(([name, text]) => el("div", {class: "small"}, el("span", {class: "label"}, `${name} `), el("code", {}, text)));
  const cut = entry.reply?.cut ? el("div", {class: "got small"}, `✗ cut off at ${clock(entry.reply.end_ms)}`) : null;
  const acts = entry.acts.length ? el("div", {}, `⇒ ${entry.acts.join(", ")}`) : null;
  return [entry.said ? el("p", {lang}, entry.said) : null, cut, acts, ...facts];
}

/* A click plays the turn, unless it marks text or opens something. */
function clickTurn(event, number, span) {
  if (event.target.closest("summary, a") || String(getSelection())) return;
  chooseTurn(number);
  playSpan(span);
}
