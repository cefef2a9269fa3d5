export { type BrowserInspectorOptions, createBrowserInspector, statelyUrl } from './browser.ts';
export { createInspector, type Inspector, type InspectorOptions, type Link } from './inspector.ts';
export type { ActorMessage, EventMessage, InspectionMessage, SnapshotMessage, ToldEvent } from './protocol.ts';
export { viewerPage } from './viewer/page.ts';
export { createWebSocketInspector, relayUrl, type Socket, type WebSocketInspectorOptions } from './web-socket.ts';
