// For every sentence of the DirectoryPort and AccountsPort contracts an adapter that breaks it.
import {
  accountsConformance,
  accountsSentences,
  directoryConformance,
  directorySentences,
} from '@partyline/conformance';
import { describe } from 'vitest';
import { accountsWorld, directoryWorld } from '../adapters/memory/conformance-server-worlds.ts';
import { prove } from './prove.ts';
import { brokenImAccounts, brokenMeetingAccounts } from './server/accounts.ts';
import { brokenDirectory } from './server/directory.ts';

describe('DirectoryPort', () => prove(directoryConformance, directoryWorld, directorySentences, brokenDirectory));

describe('AccountsPort', () =>
  prove(accountsConformance, accountsWorld, accountsSentences, { ...brokenImAccounts, ...brokenMeetingAccounts }));
