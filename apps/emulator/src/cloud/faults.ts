/** The services of the emulator, as faults and events name them. */
export type Service = 'lbs' | 'link' | 'kit' | 'server';

/** What a fault does to a matching request: late, no answer at all, answered twice, refused with a code, or cut off. */
export type FaultEffect =
  | { readonly delayMs: number }
  | { readonly never: true }
  | { readonly twice: true }
  | { readonly code: number }
  | { readonly close: true };

/** Which requests misbehave, and how. */
export interface FaultRule {
  readonly on: {
    readonly service: Service;
    /**
     * Which request of the service; absent means every one. On the link: the command's name (`login`, `heartbeat` …), its number
     * (`26_3`), or `connect` for the opening of the socket. Elsewhere: the request's method and path (`POST /…`), or its path.
     */
    readonly command?: string | undefined;
    /** The accid or userUuid the request is about; absent means any. */
    readonly account?: string | undefined;
  };
  readonly effect: FaultEffect;
  /** How often the fault strikes before it is spent; absent means always. */
  readonly times?: number | undefined;
}

/** The list of faults, oldest first. The first that matches strikes. */
export class Faults {
  #rules: { rule: FaultRule; left: number }[] = [];

  /** Cheap enough to be asked on every frame. */
  get none(): boolean {
    return this.#rules.length === 0;
  }

  add(rule: FaultRule): void {
    const left = rule.times ?? Number.POSITIVE_INFINITY;
    if (left > 0) this.#rules.push({ rule, left });
  }

  clear(): void {
    this.#rules = [];
  }

  list(): FaultRule[] {
    return this.#rules.map(({ rule, left }) => (rule.times === undefined ? rule : { ...rule, times: left }));
  }

  /** The effect that strikes this request, if any; counts it. `commands` are the names the request goes by. */
  strike(service: Service, commands: readonly string[], account?: string): FaultEffect | undefined {
    const lower = account?.toLowerCase();
    const hit = this.#rules.find(
      ({ rule: { on } }) =>
        on.service === service &&
        (on.command === undefined || commands.includes(on.command)) &&
        (on.account === undefined || on.account.toLowerCase() === lower),
    );
    if (hit === undefined) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.#rules = this.#rules.filter((entry) => entry !== hit);
    return hit.rule.effect;
  }
}
