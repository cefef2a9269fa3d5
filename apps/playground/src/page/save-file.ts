import { type Trace, writeTrace } from '@partyline/adapters/trace';

const nameOf = () => `partyline-${new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, '-')}.trace.json`;

function fileOf(trace: Trace): File {
  return new File([writeTrace(trace)], nameOf(), { type: 'application/json' });
}

/** Saves a run as a file. */
export function saveFile(trace: Trace): void {
  const file = fileOf(trace);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // The download has begun by then; until then the address must stay good.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Whether this browser can hand files to other programs. */
export function canShare(): boolean {
  const probe = new File(['{}'], 'a.json', { type: 'application/json' });
  return typeof navigator.canShare === 'function' && navigator.canShare({ files: [probe] });
}

/** Hands a run to another program, as a file. */
export async function shareFile(trace: Trace): Promise<void> {
  try {
    await navigator.share({ files: [fileOf(trace)], title: 'Partyline' });
  } catch (error) {
    // Whoever changes their mind is no error; where sharing fails, the file can still be saved.
    if (!(error instanceof DOMException && error.name === 'AbortError')) saveFile(trace);
  }
}
