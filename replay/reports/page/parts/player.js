/* The sound of a call: whole, or exactly one span. The recording is linked and never leaves its place. */

const TYPES = {wav: "audio/wav", flac: "audio/flac", ogg: "audio/ogg"};
const RATES = [1, 1.5, 2, 0.7];
const player = {audio: null, untilMs: null, row: null};

function buildPlayer(row) {
  const audio = el("audio", {id: "audio", preload: "metadata", src: row.audio});
  Object.assign(player, {audio, untilMs: null, row});
  for (const name of ["play", "pause", "seeked", "timeupdate", "loadedmetadata"])
    audio.addEventListener(name, showPosition);
  audio.addEventListener("play", follow);
  audio.addEventListener("error", () => showSoundFault(row));
  const rate = el(
    "select",
    {id: "rate", on: {change: () => (audio.playbackRate = Number(rate.value))}},
    RATES.map((value) => el("option", {value}, `${value}×`)),
  );
  return el(
    "div",
    {class: "player", role: "group", "aria-label": "Player"},
    audio,
    el("button", {type: "button", id: "toggle", on: {click: toggle}}, "▶ Play"),
    el("span", {class: "clock", id: "position"}, clock(0)),
    el("label", {class: "quiet"}, "Speed ", rate),
    el("button", {type: "button", "aria-label": "Shrink the timeline", on: {click: () => zoomBy(0.5, row)}}, "−"),
    el("button", {type: "button", "aria-label": "Stretch the timeline", on: {click: () => zoomBy(2, row)}}, "+"),
    el("span", {class: "caption", id: "caption", lang: row.language}),
    el("span", {class: "quiet"}, "You hear the recording; replies of this run are drawn."),
    el("p", {class: "alarm", id: "sound-fault", role: "alert", hidden: true}),
  );
}

/* Where the recording has what was heard at that time of the call: elsewhere if the recorded caller waited. */
function inRecording(ms) {
  const place = (player.row.places ?? []).findLast(([at]) => at <= ms);
  return place ? place[1] + Math.min(ms - place[0], place[2]) : player.row.places ? 0 : ms;
}

function inCall(ms) {
  const place = (player.row.places ?? []).findLast(([, at]) => at <= ms);
  return place ? place[0] + Math.min(ms - place[1], place[2]) : player.row.places ? 0 : ms;
}

function playSpan(span) {
  player.untilMs = inRecording(span[1]);
  player.audio.currentTime = inRecording(span[0]) / 1000;
  showSpan(span);
  play();
}

function toggle() {
  if (player.audio.paused) play();
  else player.audio.pause();
}

function play() {
  player.audio.play().catch(() => {}); /* a pause meanwhile is no fault, and `error` tells of the others */
}

/* Goes on from there to the end of the call. */
function seek(ms) {
  player.untilMs = null;
  showSpan([0, 0]);
  player.audio.currentTime = inRecording(Math.max(0, Math.min(ms, player.row.duration_ms ?? ms))) / 1000;
  showPosition();
}

function follow() {
  showPosition();
  if (!player.audio.paused && player.audio.isConnected) requestAnimationFrame(follow);
}

function showPosition() {
  const {audio, untilMs} = player;
  if (untilMs !== null && !audio.paused && audio.currentTime * 1000 >= untilMs) {
    audio.pause();
    audio.currentTime = untilMs / 1000;
    player.untilMs = null;
  }
  const ms = inCall(audio.currentTime * 1000);
  byId("toggle").textContent = audio.paused ? "▶ Play" : "❚❚ Pause";
  byId("position").textContent = `${clock(ms)} / ${clock(player.row.duration_ms ?? (audio.duration || 0) * 1000)}`;
  byId("caption").textContent = captionAt(ms);
  for (const end of ["x1", "x2"]) byId("playhead")?.setAttribute(end, xOf(ms));
  if (!audio.paused) bringIntoSight(ms);
}

function showSpan([start, end]) {
  byId("span-mark")?.setAttribute("x", xOf(start));
  byId("span-mark")?.setAttribute("width", xOf(end) - xOf(start));
}

/* Who speaks at that moment: the caller as far as heard by then, or the assistant. */
function captionAt(ms) {
  const entries = player.row.timeline ?? [];
  const heard = entries.find((entry) => entry.cause === "turn" && entry.start_ms <= ms && ms <= entry.end_ms);
  if (heard) return `${quoted((heard.partials ?? []).findLast((partial) => partial.at_ms <= ms)?.text || "…")}`;
  const said = entries.find((entry) => entry.reply && entry.reply.start_ms <= ms && ms <= entry.reply.end_ms);
  return said ? said.said : "";
}

function showSoundFault(row) {
  const ending = row.file.split(".").pop().toLowerCase();
  const unknown = player.audio.canPlayType(TYPES[ending] ?? "") === "";
  const fault = unknown
    ? `This browser does not play ${ending.toUpperCase()}: open the recording in another player. `
    : "The recording cannot be played: it is not at its place beside this page any more, or it is damaged. ";
  byId("sound-fault").replaceChildren(fault, el("a", {href: row.audio}, row.file));
  byId("sound-fault").hidden = false;
}
