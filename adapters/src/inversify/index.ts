export { closable } from './closable.ts';
export { createSessionContainer, type SessionContainer, type SessionContainerOptions } from './container.ts';
export { memoryCloud, memoryDeviceModule, memoryModule } from './memory-module.ts';
export { sessionModule } from './session-module.ts';
export { Teardown } from './teardown.ts';
export { type Token, token, tokens } from './tokens.ts';
export { yunxinApi, yunxinApiModule } from './yunxin-api-module.ts';
