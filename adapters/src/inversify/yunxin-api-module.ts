import { ContainerModule } from 'inversify';
import { createYunxinApi, type YunxinApi, type YunxinApiOptions } from '../yunxin-api/index.ts';
import { type Token, token, tokens } from './tokens.ts';

/** The server API that `yunxinApiModule` connected, with what it can do beyond the ports. */
export const yunxinApi: Token<YunxinApi> = token<YunxinApi>('yunxinApi');

/** Binds the accounts and the directory of the vendor's server API. For servers and tools. */
export function yunxinApiModule(options: YunxinApiOptions): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(yunxinApi)
      .toResolvedValue(() => createYunxinApi(options))
      .inSingletonScope();
    bind(tokens.accountsPort).toResolvedValue((api: YunxinApi) => api, [yunxinApi]);
    bind(tokens.directoryPort).toResolvedValue((api: YunxinApi) => api, [yunxinApi]);
  });
}
