// Listens to a stream as a program of somebody else's would, and says each bulletin in one line.
//   node listen.mjs URL
import { EventSource } from "eventsource";

const source = new EventSource(process.argv[2]);
const say = (told) => console.log(JSON.stringify([told.type, told.lastEventId, told.data]));
for (const kind of ["bulletin.posted", "bulletin.withdrawn", "reset", "begun"]) {
  source.addEventListener(kind, say);
}
