/* The keyboard, and the start: the address says what is shown. */

let shownHash = null;

function show() {
  const wanted = address();
  shownHash = location.hash;
  const wasCall = byId("list-view").hidden;
  byId("list-view").hidden = wanted.call !== "";
  byId("call-view").hidden = wanted.call === "";
  if (wanted.call) {
    if (!wasCall) list.calls = chosenCalls(wanted);
    showCall(wanted);
  } else {
    closeCall();
    showList(wanted);
    if (wasCall) chooseCall(list.at);
  }
}

const nextRedCall = () => {
  const after = list.calls.findIndex((row, number) => number > list.at && redsOf(row).length);
  chooseCall(after < 0 ? list.calls.findIndex((row) => redsOf(row).length) : after);
};

const LIST_KEYS = {
  j: () => chooseCall(list.at + (document.activeElement.closest("#call-rows") ? 1 : 0)),
  k: () => chooseCall(list.at - 1),
  r: nextRedCall,
  Enter: () => list.calls.length && visit({call: list.calls[list.at].key, turn: ""}),
  Home: () => chooseCall(0),
  End: () => chooseCall(list.calls.length - 1),
  Escape: clearFilters,
  "/": () => byId("q").select(),
};

const CALL_KEYS = {
  j: () => chooseTurn(opened.turn + 1),
  k: () => chooseTurn(opened.turn - 1),
  r: () => nextRed(),
  n: () => moveCall(1),
  p: () => moveCall(-1),
  Enter: () => opened.row.timeline?.length && playSpan(spanOf(opened.row.timeline[opened.turn])),
  " ": toggle,
  ArrowLeft: () => seek(player.audio.currentTime * 1000 - 1000),
  ArrowRight: () => seek(player.audio.currentTime * 1000 + 1000),
  "+": () => zoomBy(2, opened.row),
  "=": () => zoomBy(2, opened.row),
  "-": () => zoomBy(0.5, opened.row),
  Escape: () => visit({call: "", turn: ""}),
  "/": () => {
    visit({call: "", turn: ""});
    byId("q").select();
  },
};
const ALIKE = {ArrowDown: "j", ArrowUp: "k"};

/* What an element does with a key itself is left to it. */
function takesKey(target, key) {
  if (target.closest("input, select")) return key !== "Escape";
  return (key === "Enter" || key === " ") && target.closest("a, button, summary") !== null;
}

function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
  const key = ALIKE[event.key] ?? event.key;
  if (event.target === byId("q") && ["Enter", "ArrowDown"].includes(event.key)) return done(event, () => chooseCall(0));
  if (takesKey(event.target, event.key)) return;
  if (event.target.closest("input, select")) return done(event, () => event.target.blur());
  if (key === "?") return done(event, () => byId("keys").showModal());
  const action = byId("list-view").hidden
    ? opened.row
      ? CALL_KEYS[key]
      : {Escape: CALL_KEYS.Escape}[key]
    : LIST_KEYS[key];
  if (action) done(event, action);
}

function done(event, action) {
  event.preventDefault();
  action();
}

/* The list or the timeline fits another width. */
function fit() {
  if (opened.row) {
    drawTimeline(opened.row);
    showPosition();
    markTurn();
  } else drawRows();
}

keyCalls();
buildFilters();
buildColumns();
byId("help").addEventListener("click", () => byId("keys").showModal());
document.addEventListener("keydown", pressKey);
addEventListener("scroll", () => requestAnimationFrame(drawRows), {passive: true});
addEventListener("resize", fit);
addEventListener("hashchange", () => location.hash !== shownHash && show());
show();
