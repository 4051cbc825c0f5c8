/* The rows of the run, and what of them is shown in which order. */

const SIGNS = {failed: "✗", broken: "!", unjudged: "–", passed: "✓"};
const STATUS_NAMES = {failed: "failed", broken: "broken", unjudged: "not judged", passed: "passed"};
const STATUSES = Object.keys(SIGNS);
const KINDS = ["heard", "understood", "acted", "unsorted"];
const rows = JSON.parse(byId("rows").textContent);
const nameOf = (row) =>
  row.name ||
  row.file
    .split("/")
    .pop()
    .replace(/\.\w+$/, "");
const redsOf = (row) => row.reds ?? [];
const callsByKey = new Map();

/* A call's key in addresses: its name, or its file where the name is not the only one. */
function keyCalls() {
  const times = new Map();
  for (const row of rows) times.set(nameOf(row), (times.get(nameOf(row)) ?? 0) + 1);
  for (const row of rows) {
    row.key = times.get(nameOf(row)) === 1 ? nameOf(row) : row.file;
    callsByKey.set(row.key, row);
  }
}

const folded = (text) => text.toLowerCase().replaceAll("ё", "е");

/* Everything that the search looks through. Made when it is first needed. */
function textOf(row) {
  row.text ??= folded(
    [
      row.file,
      row.name,
      row.error,
      ...row.notes,
      ...(row.failures ?? []),
      ...redsOf(row).flatMap(redTexts),
      ...(row.timeline ?? []).flatMap((each) => [each.text, each.said, each.rule, ...each.prompts, ...each.told]),
      ...(row.spoken ?? []).map((each) => each.said),
    ]
      .filter(Boolean)
      .join("\n"),
  );
  return row.text;
}

const redTexts = (red) => [
  red.text,
  red.why,
  `${red.check}: ${(red.wanted ?? []).join(" or ")} → ${red.got || "none"}`,
];

/* What is wrong with a call, in one line. */
const faultOf = (row) => row.error ?? redsOf(row)[0]?.text ?? row.notes[0] ?? "";
const slowest = (row) => Math.max(-1, ...(row.turns ?? []).map((turn) => turn.reply_ms ?? -1));

const MATCHES = {
  status: (row, value) => row.status === value,
  kind: (row, value) => redsOf(row).some((red) => red.kind === value),
  outcome: (row, value) => row.outcome === value,
  language: (row, value) => row.language === value,
  condition: (row, value) => row.condition === value,
  requirement: (row, value) => (row.requirements ?? []).some((number) => String(number) === value),
  q: (row, value) => textOf(row).includes(folded(value)),
};

/* Column -> what it is sorted by, and how a cell looks. Those with `less` begin with the greatest. */
const COLUMNS = {
  status: {title: "Status", width: 108, key: (row) => STATUSES.indexOf(row.status)},
  call: {title: "Call", width: 270, key: (row) => row.file},
  reds: {title: "Reds", width: 150, less: true, key: (row) => redsOf(row).length},
  fault: {title: "What is wrong", key: faultOf},
  outcome: {title: "Outcome", width: 104, key: (row) => row.outcome ?? ""},
  language: {title: "Lang", width: 54, key: (row) => row.language ?? ""},
  condition: {title: "Condition", width: 100, key: (row) => row.condition ?? ""},
  length: {title: "Length", width: 72, less: true, figure: true, key: (row) => row.duration_ms ?? -1},
  wer: {title: "WER", width: 66, less: true, figure: true, key: (row) => row.words?.wer ?? -1},
  reply: {title: "Slowest reply", width: 106, less: true, figure: true, key: slowest},
};
if (!rows.some((row) => row.condition)) delete COLUMNS.condition;

/* The calls that the address asks for. Equal ones stay in the order of the run; reds come first if nothing is said. */
function chosenCalls(wanted) {
  const filters = FILTERS.filter((field) => wanted[field] !== "");
  const found = rows.filter((row) => filters.every((field) => MATCHES[field](row, wanted[field])));
  const [name, back] = [wanted.sort.replace("-", ""), wanted.sort.startsWith("-")];
  const {key, less} = COLUMNS[name] ?? COLUMNS.status;
  const sign = Boolean(less) === back ? 1 : -1;
  const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b) : a - b);
  return found
    .map((row) => [key(row), row])
    .sort(([a], [b]) => sign * compare(a, b))
    .map(([, row]) => row);
}
