// What an inspector puts on the wire, as the text that it becomes there.
import { createInspector, type InspectionMessage } from '@partyline/adapters/inspector';

export function wire(name?: string) {
  const texts: string[] = [];
  let closed = 0;
  const link = {
    send: (message: InspectionMessage) => {
      texts.push(JSON.stringify(message));
    },
    close: () => {
      closed += 1;
    },
  };
  const inspector = createInspector(link, name === undefined ? {} : { name });
  return {
    ...inspector,
    texts,
    get closed() {
      return closed;
    },
    get messages(): readonly InspectionMessage[] {
      return texts.map((text) => JSON.parse(text));
    },
  };
}
