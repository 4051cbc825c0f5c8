/* The timeline of a call: loudness of both sides over time, and how times become places. */

const LANES = {reds: 0, heard: 16, partials: 38, caller: 87, robot: 89, reply: 132, events: 155, axis: 188};
const LANE_NAMES = {
  reds: "reds",
  heard: "heard",
  partials: "on the way",
  caller: "caller",
  robot: "assistant",
  reply: "replies",
  events: "events",
  axis: "time",
};
const LANE_NAMES_AT = {reds: 11, heard: 30, partials: 46, caller: 72, robot: 112, reply: 146, events: 168, axis: 188};
const TIMELINE_HEIGHT = 196;
const LANE_HEIGHT = 20;
const WAVE_HEIGHT = 40;
const ENVELOPE_STEP_MS = 100;
const LEAST_WIDTH = 9; /* pixels a second, so that words can be read */
const TICKS_S = [1, 2, 5, 10, 30, 60, 300];
const timeline = {root: null, strip: null, scale: 0, zoom: 1, lengthMs: 0};

const xOf = (ms) => ms * timeline.scale;

function buildTimeline(row) {
  timeline.strip = el("div", {class: "strip", id: "strip", on: {click: clickTimeline}});
  const names = Object.entries(LANE_NAMES).map(([lane, name]) => svg("text", {x: 8, y: LANE_NAMES_AT[lane]}, name));
  const lanes = svg("svg", {class: "lane-names", "aria-hidden": "true", width: 76, height: TIMELINE_HEIGHT}, names);
  timeline.lengthMs = Math.max(row.duration_ms ?? 0, 1000);
  timeline.zoom = 1;
  return el("div", {class: "lanes", hidden: !row.timeline}, lanes, timeline.strip);
}

/* As wide as there is room, and at least as wide as words need; called again when the window or the zoom changes. */
function drawTimeline(row) {
  const room = timeline.strip.clientWidth;
  const width = Math.floor(Math.max(room, (timeline.lengthMs / 1000) * LEAST_WIDTH) * timeline.zoom);
  timeline.scale = width / timeline.lengthMs;
  timeline.root = svg(
    "svg",
    {
      width,
      height: TIMELINE_HEIGHT,
      role: "img",
      "aria-label": `Timeline of ${nameOf(row)}, ${clock(timeline.lengthMs)}; the table of turns holds the same`,
    },
    axis(),
    wave(row.envelope?.caller, "caller-wave", -1, LANES.caller),
    wave(row.envelope?.assistant, "robot-wave", 1, LANES.robot),
    allMarks(row),
    svg("rect", {class: "span-mark", id: "span-mark", y: 0, height: LANES.axis - 10, width: 0}),
    svg("line", {class: "playhead", id: "playhead", y1: 0, y2: LANES.axis - 8}),
  );
  timeline.strip.replaceChildren(timeline.root);
}

function axis() {
  const step = TICKS_S.find((seconds) => seconds * 1000 * timeline.scale >= 70) ?? TICKS_S.at(-1);
  const count = Math.floor(timeline.lengthMs / 1000 / step);
  return Array.from({length: count + 1}, (_, number) => {
    const x = xOf(number * step * 1000);
    const end = number === 0 ? "start" : x > xOf(timeline.lengthMs) - 20 ? "end" : "middle";
    const text = svg(
      "text",
      {class: "axis", x, y: LANES.axis, "text-anchor": end},
      clock(number * step * 1000).replace(/\.0$/, ""),
    );
    return [svg("line", {class: "grid", x1: x, x2: x, y1: 0, y2: LANES.axis - 10}), text];
  }).flat();
}

/* One bar per step; `direction`: -1 upwards, 1 downwards from the base line. */
function wave(digits, name, direction, base) {
  const width = Math.max(0.5, ENVELOPE_STEP_MS * timeline.scale * 0.8);
  const bars = [...(digits ?? "")].map((digit, number) => {
    const height = (parseInt(digit, 16) / 15) * WAVE_HEIGHT * direction;
    return height
      ? `M${xOf(number * ENVELOPE_STEP_MS).toFixed(1)} ${base}v${height.toFixed(1)}h${width.toFixed(1)}V${base}z`
      : "";
  });
  return svg("path", {class: name, d: bars.join("")});
}

/* A mark plays its span, any other place is where the sound goes on from. */
function clickTimeline(event) {
  const mark = event.target.closest("[data-span]");
  if (mark) {
    if (mark.dataset.turn) chooseTurn(Number(mark.dataset.turn));
    playSpan(JSON.parse(mark.dataset.span));
  } else if (timeline.root) {
    seek((event.clientX - timeline.root.getBoundingClientRect().left) / timeline.scale);
  }
}

function zoomBy(factor, row) {
  const middle = (timeline.strip.scrollLeft + timeline.strip.clientWidth / 2) / timeline.scale;
  timeline.zoom = Math.max(1, Math.min(16, timeline.zoom * factor));
  drawTimeline(row);
  timeline.strip.scrollLeft = xOf(middle) - timeline.strip.clientWidth / 2;
  showPosition();
  markTurn();
}

/* Scrolls so that this moment is in sight. */
function bringIntoSight(ms) {
  const {scrollLeft, clientWidth} = timeline.strip;
  const x = xOf(ms);
  if (x < scrollLeft || x > scrollLeft + clientWidth - 40) timeline.strip.scrollLeft = x - 60;
}
