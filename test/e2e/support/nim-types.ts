/** The part of the vendor's SDK the driver uses, the same in its Node build and in its browser build. */
export interface NimSdk {
  readonly V2NIMLoginService: {
    login(accid: string, token: string, option: object): Promise<void>;
    logout(): Promise<void>;
    kickOffline(client: unknown): Promise<void>;
    getLoginClients(): { readonly clientId: string }[];
    getLoginStatus(): number;
    getConnectStatus(): number;
    getLoginUser(): string;
    setReconnectDelayProvider(provider: (delay: number) => number): void;
    on(event: string, listener: (...details: never[]) => void): void;
  };
  readonly V2NIMMessageCreator: { createTextMessage(text: string): unknown };
  readonly V2NIMMessageService: {
    sendMessage(message: unknown, conversation: string): Promise<unknown>;
    on(event: 'onReceiveMessages', listener: (messages: { senderId: string; text: string }[]) => void): void;
  };
  readonly V2NIMNotificationService: {
    sendCustomNotification(conversation: string, content: string, parameters: object): Promise<void>;
    on(
      event: 'onReceiveCustomNotifications',
      listener: (notifications: { senderId: string; content: string }[]) => void,
    ): void;
  };
  readonly V2NIMPassthroughService: {
    httpProxy(request: object): Promise<{ header?: string; body: string }>;
    on(event: 'onProxyNotify', listener: (notify: { fromAccountId: string; body: string }) => void): void;
  };
  destroy?(): Promise<void>;
}

export type NimConstructor = new (options: object, others: object) => NimSdk;
