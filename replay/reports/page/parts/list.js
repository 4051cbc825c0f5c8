/* The list: filters, columns, and the rows in sight. */

const ROW_HEIGHT = 32;
const SPARE = 10; /* rows beyond each edge of the window */
const list = {calls: [], at: 0, drawn: ""};

const CELLS = {
  status: (row) => el("span", {class: `status ${row.status}`}, `${SIGNS[row.status]} ${STATUS_NAMES[row.status]}`),
  call: (row) => [el("a", {href: addressWith({call: row.key, turn: ""})}, nameOf(row)), " ", el("small", {}, row.file)],
  reds: kindMarks,
  fault: (row) => faultOf(row),
  outcome: (row) => row.outcome ?? "",
  language: (row) => row.language ?? "",
  condition: (row) => row.condition ?? "",
  length: (row) => (row.duration_ms === undefined ? "" : clock(row.duration_ms)),
  wer: (row) => percent(row.words?.wer),
  reply: (row) => (slowest(row) < 0 ? "" : `${slowest(row)} ms`),
};

function kindMarks(row) {
  const count = (kind) => redsOf(row).filter((red) => red.kind === kind).length;
  return KINDS.filter(count).map((kind) => el("span", {class: "kind"}, `${kind} ${count(kind)}`));
}

function buildFilters() {
  const values = (of) => [...new Set(rows.map(of).filter(Boolean))].sort().map((value) => [value, value]);
  fillSelect(
    "status",
    STATUSES.map((status) => [status, STATUS_NAMES[status]]),
  );
  fillSelect(
    "kind",
    KINDS.map((kind) => [kind, kind]),
  );
  fillSelect(
    "outcome",
    values((row) => row.outcome),
  );
  fillSelect(
    "language",
    values((row) => row.language),
  );
  byId("q").addEventListener("input", () => amend({q: byId("q").value}));
  byId("clear").addEventListener("click", clearFilters);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
}

function fillSelect(id, options) {
  byId(id).append(el("option", {value: ""}, "all"), ...options.map(([value, name]) => el("option", {value}, name)));
  byId(id).addEventListener("change", () => amend({[id]: byId(id).value}));
}

function clearFilters() {
  amend(Object.fromEntries(FILTERS.map((field) => [field, ""])));
}

function buildColumns() {
  for (const [name, column] of Object.entries(COLUMNS)) {
    const button = el("button", {type: "button", on: {click: () => sortBy(name)}}, column.title);
    const head = el("th", {scope: "col", id: `by-${name}`, class: column.figure ? "figure" : null}, button);
    if (column.width) head.style.width = `${column.width}px`;
    byId("columns").append(head);
  }
}

function sortBy(name) {
  amend({sort: (address().sort || "status") === name ? `-${name}` : name});
}

function showList(wanted) {
  const chosen = list.calls[list.at];
  list.calls = chosenCalls(wanted);
  list.at = Math.max(0, list.calls.indexOf(chosen));
  for (const field of FILTERS.filter(byId)) if (byId(field).value !== wanted[field]) byId(field).value = wanted[field];
  const narrowed = ["condition", "requirement"]
    .filter((field) => wanted[field])
    .map((field) => `, ${field} ${wanted[field]}`);
  byId("count").textContent = `${list.calls.length} of ${rows.length} calls${narrowed.join("")}`;
  byId("none").hidden = list.calls.length > 0;
  byId("calls").setAttribute("aria-rowcount", list.calls.length + 1);
  showOrder(wanted.sort || "status");
  list.drawn = "";
  drawRows();
}

function showOrder(sort) {
  for (const [name, column] of Object.entries(COLUMNS)) {
    const head = byId(`by-${name}`),
      [mine, back] = [sort.replace("-", "") === name, sort.startsWith("-")];
    const rises = Boolean(column.less) === back;
    head.firstChild.textContent = mine ? `${column.title} ${rises ? "▲" : "▼"}` : column.title;
    if (mine) head.setAttribute("aria-sort", rises ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  }
}

/* Only the rows in sight exist; the space of the others is kept by one row above and one below. */
function drawRows() {
  if (byId("list-view").hidden) return;
  const top = byId("call-rows").getBoundingClientRect().top;
  const first = Math.max(0, Math.min(Math.floor(-top / ROW_HEIGHT), list.calls.length) - SPARE);
  const last = Math.min(list.calls.length, first + Math.ceil(innerHeight / ROW_HEIGHT) + 2 * SPARE);
  if (list.drawn !== `${first} ${last}`) {
    const shown = list.calls.slice(first, last).map((row, number) => callRow(row, first + number));
    byId("call-rows").replaceChildren(space(first), ...shown, space(list.calls.length - last));
    list.drawn = `${first} ${last}`;
  }
  for (const row of byId("call-rows").children) row.classList.toggle("chosen", row.id === `row-${list.at}`);
}

function space(count) {
  const row = el("tr", {class: "space", "aria-hidden": "true"}, el("td", {colspan: Object.keys(COLUMNS).length}));
  row.style.height = `${count * ROW_HEIGHT}px`;
  row.hidden = count === 0;
  return row;
}

function callRow(row, number) {
  const cells = Object.entries(COLUMNS).map(([name, column]) => {
    const attributes = {
      class: column.figure ? "figure" : null,
      title: name === "fault" ? faultOf(row) : name === "call" ? row.file : null,
    };
    return name === "call"
      ? el("th", {scope: "row", ...attributes}, CELLS[name](row))
      : el("td", attributes, CELLS[name](row));
  });
  const open = (event) => event.target.closest("a") || visit({call: row.key, turn: ""});
  return el("tr", {id: `row-${number}`, "aria-rowindex": number + 2, on: {click: open}}, cells);
}

/* Chooses the call at this place of the list and brings it into sight. */
function chooseCall(at) {
  if (!list.calls.length) return;
  list.at = Math.max(0, Math.min(at, list.calls.length - 1));
  const top = byId("call-rows").getBoundingClientRect().top + list.at * ROW_HEIGHT;
  const covered = byId("filters").offsetHeight + byId("columns").offsetHeight;
  if (top < covered) scrollBy(0, top - covered);
  if (top + ROW_HEIGHT > innerHeight) scrollBy(0, top + ROW_HEIGHT - innerHeight);
  drawRows();
  byId(`row-${list.at}`)?.querySelector("a").focus({preventScroll: true});
}
