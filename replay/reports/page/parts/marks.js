/* What is drawn on the timeline: turns, hypotheses on the way, replies, keys, silences, acts, reds, faults of timing. */

function allMarks(row) {
  const entries = row.timeline ?? [];
  return [
    ...(row.turn_taking?.dead_air ?? []).map(deadAir),
    ...entries.flatMap((entry, number) => [turnMark(entry, number), partialMarks(entry), replyMark(entry, number)]),
    ...(row.turns ?? []).flatMap((turn) => turn.taken_back ?? []).map(takenBackMark),
    ...eventMarks(row, entries),
    ...redMarks(row),
    svg("rect", {class: "chosen-mark", id: "chosen-mark", y: LANES.heard - 2, height: LANE_HEIGHT + 4, width: 0}),
  ];
}

const title = (text) => svg("title", {}, text);

/* A box over a span with a text cut off at its edge. */
function box([start, end], y, text, least = 3) {
  const x = xOf(start),
    width = Math.max(least, xOf(end) - x);
  const inside = svg("svg", {x, y, width, height: LANE_HEIGHT}, svg("text", {x: 4, y: 14}, text));
  return [svg("rect", {x, y, width, height: LANE_HEIGHT, rx: 2}), inside];
}

function turnMark(entry, number) {
  if (entry.cause !== "turn") return [];
  const span = [entry.start_ms, entry.end_ms];
  const attributes = {class: "turn-mark", "data-turn": number, "data-span": JSON.stringify(span)};
  return svg(
    "g",
    attributes,
    title(`${number}. ${spanText(span)} ${quoted(entry.text)}`),
    box(span, LANES.heard, `${number} ${entry.text}`),
  );
}

function partialMarks(entry) {
  return (entry.partials ?? [])
    .filter((partial) => partial.text)
    .map((partial) => {
      const x = xOf(partial.at_ms);
      return svg(
        "line",
        {class: "partial", x1: x, x2: x, y1: LANES.partials, y2: LANES.partials + 7},
        title(`${clock(partial.at_ms)} heard so far: ${partial.text}`),
      );
    });
}

function takenBackMark(piece) {
  const span = [piece.start_ms, piece.end_ms];
  const x = xOf(span[0]),
    width = Math.max(3, xOf(span[1]) - x);
  const shape = svg("rect", {x, y: LANES.partials, width, height: 9, rx: 2});
  return svg("g", {class: "taken-back"}, title(`taken back: ${spanText(span)} ${quoted(piece.text)}`), shape);
}

function replyMark(entry, number) {
  if (!entry.reply) return [];
  const {start_ms, end_ms, cut} = entry.reply,
    span = [start_ms, end_ms];
  const attributes = {class: "reply-mark", "data-turn": number, "data-span": JSON.stringify(span)};
  const x = xOf(end_ms),
    y = LANES.reply;
  const torn = cut ? svg("path", {class: "cut-mark", d: `M${x} ${y - 1}l-4 4l6 5l-6 5l4 8`}) : null;
  return svg(
    "g",
    attributes,
    title(`${spanText(span)}${cut ? " cut off" : ""} ${entry.said}`),
    box(span, y, entry.said),
    torn,
  );
}

function deadAir([start, end]) {
  const x = xOf(start),
    width = xOf(end) - x;
  const text = svg("text", {class: "alarm-text", x: x + 4, y: LANES.partials + 18}, "dead air");
  return svg(
    "g",
    {},
    title(`dead air ${spanText([start, end])}`),
    svg("rect", {class: "dead-air", x, y: LANES.heard, width, height: LANES.reply - LANES.heard}),
    text,
  );
}

/* Silences, keys, acts and false stops: each has its room up to the next. */
function eventMarks(row, entries) {
  const events = [
    ...entries.filter((entry) => entry.cause === "silence").map((entry) => [entry.start_ms, "silence", ""]),
    ...entries.filter((entry) => entry.keys).map((entry) => [entry.start_ms, `[${entry.keys}] key`, ""]),
    ...entries
      .filter((entry) => entry.acts.length)
      .map((entry) => [entry.reply?.start_ms ?? entry.end_ms, `⇒ ${entry.acts.join(", ")}`, ""]),
    ...(row.turn_taking?.false_stops ?? []).map((ms) => [ms, "✗ false stop", "alarm-text"]),
  ]
    .sort(([a], [b]) => a - b)
    .reduce(together, []);
  return events.map(([ms, text, name], number) => {
    const x = xOf(ms),
      until = number + 1 < events.length ? xOf(events[number + 1][0]) : xOf(timeline.lengthMs);
    const line = svg("line", {
      class: name === "alarm-text" ? "false-stop" : "event-line",
      x1: x,
      x2: x,
      y1: LANES.heard,
      y2: LANES.events + LANE_HEIGHT,
    });
    const room = svg(
      "svg",
      {x, y: LANES.events, width: Math.max(10, until - x), height: LANE_HEIGHT},
      svg("text", {class: name || null, x: 4, y: 14}, text),
    );
    return svg("g", {}, title(`${clock(ms)} ${text}`), line, room);
  });
}

/* What happens at nearly the same moment is named in one text. */
function together(events, [ms, text, name]) {
  const last = events.at(-1);
  if (!last || xOf(ms) - xOf(last[0]) > 12) return [...events, [ms, text, name]];
  return [...events.slice(0, -1), [last[0], `${last[1]}, ${text}`, last[2] || name]];
}

/* One frame per span, with all that is red there; what has no span stands at the end. */
function redMarks(row) {
  const bySpan = new Map();
  for (const red of redsOf(row)) {
    const span = JSON.stringify(red.span_ms ?? null);
    bySpan.set(span, [...(bySpan.get(span) ?? []), red]);
  }
  return [...bySpan].map(([json, reds]) => {
    const span = JSON.parse(json),
      text = `✗ ${reds.map((red) => red.check ?? red.kind).join(", ")}`;
    if (!span)
      return svg(
        "text",
        {class: "alarm-text", x: xOf(timeline.lengthMs) - 4, y: LANES.reds + 11, "text-anchor": "end"},
        `${text} (no span)`,
      );
    const x = xOf(span[0]),
      width = Math.max(3, xOf(span[1]) - x);
    const late = x > xOf(timeline.lengthMs) - 160;
    const name = svg(
      "text",
      {x: late ? x + width : x, y: LANES.reds + 11, "text-anchor": late ? "end" : "start"},
      text,
    );
    const frame = svg("rect", {x, y: LANES.reds + 14, width, height: LANES.caller - LANES.reds - 12});
    const number = entryOfRed(row, reds[0]);
    const attributes = {class: "red-mark", "data-span": json, "data-turn": number < 0 ? null : number};
    return svg("g", attributes, title(reds.map((red) => red.text).join("\n")), frame, name);
  });
}
