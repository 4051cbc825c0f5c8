/* What stands above the timeline of a call: where it came from, how it ended, what is red. */

function buildTop(row) {
  const place = list.calls.indexOf(row);
  const move = (by, name, key) => {
    const other = list.calls[place + by];
    return el(
      "button",
      {type: "button", id: name, disabled: place < 0 || !other, on: {click: () => moveCall(by)}},
      `${name} `,
      el("kbd", {}, key),
    );
  };
  return el(
    "div",
    {class: "call-top"},
    el("a", {href: addressWith({call: "", turn: ""}), id: "back"}, "← Calls"),
    el("h2", {id: "call-title", tabindex: -1}, nameOf(row)),
    el("span", {class: `status ${row.status}`}, `${SIGNS[row.status]} ${STATUS_NAMES[row.status]}`),
    el("a", {href: row.audio, class: "small"}, row.file),
    el(
      "span",
      {class: "moves"},
      place < 0 ? "" : `${place + 1} of ${list.calls.length} `,
      move(-1, "Previous", "p"),
      " ",
      move(1, "Next", "n"),
    ),
  );
}

function buildFacts(row) {
  const ended = row.hung_up === undefined ? "" : row.hung_up ? "the assistant hung up" : "the caller hung up";
  const slots = Object.entries(row.slots ?? {})
    .map(([name, value]) => `${name} = ${value}`)
    .join(", ");
  const sound = row.sound
    ? [
        ["speech", row.sound.speech_dbfs, "dBFS"],
        ["noise", row.sound.noise_dbfs, "dBFS"],
        ["SNR", row.sound.snr_db, "dB"],
      ]
    : [];
  const facts = {
    Outcome: row.outcome,
    Department: row.department,
    Language: row.language,
    Condition: row.condition,
    Length: row.duration_ms === undefined ? "" : clock(row.duration_ms),
    Ended: ended,
    Checks: row.checks ? `${row.checks}, ${redsOf(row).length} red` : "",
    Expectations: row.expectations,
    Words: row.words?.words ? `WER ${percent(row.words.wer)}, CER ${percent(row.words.cer)} of ${row.words.words}` : "",
    Request: row.request,
    Callback: row.callback,
    Message: row.message,
    Rating: row.rating,
    Slots: slots,
    Requirements: (row.requirements ?? []).join(", "),
    "Turn-taking": talkText(row.turn_taking),
    Sound: sound
      .filter(([, figure]) => figure !== null)
      .map(([name, figure, unit]) => `${name} ${figure} ${unit}`)
      .join(", "),
    Recogniser: row.recognisers?.[row.language],
  };
  const shown = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return el(
    "dl",
    {class: "facts"},
    shown.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, String(value)))),
  );
}

function talkText(talk) {
  if (!talk) return "";
  return [
    talk.dead_air.length && `${talk.dead_air.length} × dead air`,
    talk.false_stops.length && `${talk.false_stops.length} false stops`,
    talk.cut_callers && `caller cut short ${talk.cut_callers} ×`,
    talk.talk_over_ms && `both spoke ${talk.talk_over_ms} ms`,
    talk.yields_ms.length && `fell silent after ${talk.yields_ms.join(", ")} ms`,
  ]
    .filter(Boolean)
    .join("; ");
}

function buildNotes(row) {
  const errors = [
    ...(row.error ? [`Error: ${row.error}`] : []),
    ...(row.failures ?? []).map((fact) => `Failed in the call: ${fact}`),
  ];
  const notes = [...row.notes, ...(row.sound?.remarks ?? []).map((remark) => `Sound: ${remark}`)];
  const lines = [
    ...errors.map((error) => el("li", {class: "error"}, error)),
    ...notes.map((note) => el("li", {}, note)),
  ];
  return lines.length ? el("ul", {class: "notes", "aria-label": "Notes"}, lines) : null;
}

function buildReds(row) {
  if (!redsOf(row).length) return null;
  const heads = ["Kind", "Check", "Wanted", "Got", "Why", "Where", "Hear it"].map((name) =>
    el("th", {scope: "col"}, name),
  );
  return el(
    "table",
    {class: "sheet", id: "reds", "aria-label": "Expectations that are not met"},
    el("thead", {}, el("tr", {}, heads)),
    el(
      "tbody",
      {},
      redsOf(row).map((red) => redRow(row, red)),
    ),
  );
}

function redRow(row, red) {
  const figures =
    red.check === undefined
      ? [el("td", {colspan: 3}, red.text)]
      : [
          el("td", {}, red.check),
          el("td", {class: "wanted"}, red.wanted.join(" or ") || "any"),
          el("td", {class: "got", title: red.text}, red.got || "nothing"),
        ];
  const hear = () => hearRed(row, red);
  const button = red.span_ms
    ? el("button", {type: "button", class: "play", on: {click: hear}}, `▶ ${spanText(red.span_ms)}`)
    : "no span";
  return el(
    "tr",
    {},
    el("th", {scope: "row"}, el("span", {class: "kind"}, `✗ ${red.kind}`)),
    figures,
    el("td", {}, red.why),
    el("td", {}, el("code", {}, `${(row.expectations ?? "").split("/").pop()}:${red.line}`)),
    el("td", {}, button),
  );
}

function hearRed(row, red) {
  const number = entryOfRed(row, red);
  if (number >= 0) chooseTurn(number);
  if (red.span_ms) playSpan(red.span_ms);
}
