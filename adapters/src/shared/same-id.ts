/** Whether two ids name the same account: the vendor's servers keep them in small letters. */
export const sameId = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();
