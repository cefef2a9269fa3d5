/** Whether data is nested deeper than `most`: whatever reads it by recursion could run out of stack. */
export function isDeep(data: unknown, most: number): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return most === 0 || Object.values(data).some((inner) => isDeep(inner, most - 1));
}
