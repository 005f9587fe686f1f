// What `dateline export ics` writes, read by Mozilla's parser of iCalendar.
import assert from "node:assert/strict";
import { test } from "node:test";
import ICAL from "ical.js";
import { AWKWARD, exported, site } from "./site.js";

test("every event with a day is read with its moment and its words", () => {
  const text = exported(site(), "ics").toString();
  const calendar = new ICAL.Component(ICAL.parse(text));
  assert.equal(calendar.getFirstPropertyValue("version"), "2.0");
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  const found = events.map((event) => [event.summary, event.startDate.toString(), event.location ?? ""]);
  assert.deepEqual(found.find(([summary]) => summary === AWKWARD), [AWKWARD, "2022-01-21T10:00:00Z", "Geneva"]);
  const congress = events.find((event) => event.summary === "A congress");
  assert.equal(congress.startDate.toString(), "2021-06-01");
  // The end of a day's event is the day after (RFC 5545, 3.6.1).
  assert.equal(congress.endDate.toString(), "2021-06-06");
  assert.ok(events.every((event) => event.uid && event.component.getFirstPropertyValue("dtstamp")));
  assert.equal(new Set(events.map((event) => event.uid)).size, events.length);
  const talks = events.find((event) => event.summary === AWKWARD);
  assert.ok(talks.description.endsWith("Two met.\n\nFirst *line*.\n\n- one\n- two"), talks.description);
});
