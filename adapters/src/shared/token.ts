import { type Credential, isSessionError, Secret, SessionError } from '@partyline/core';

/** Opens a credential at the moment the vendor's SDK gets it; a provider is asked then. */
export async function openToken(credential: Credential): Promise<string> {
  if (credential instanceof Secret) return credential.open();
  try {
    return (await credential()).open();
  } catch (error) {
    if (isSessionError(error)) throw error;
    // What a provider throws may hold anything, tokens included: it stays behind.
    throw new SessionError('badCredentials', { message: 'the token provider failed' });
  }
}
