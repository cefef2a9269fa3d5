import { type SessionMachine, sessionMachine } from '@partyline/core/chart';

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };
type Node = SessionMachine['root'];

/** The part of a machine's configuration that is data: functions, which only code can hold, are left out. */
function data(value: unknown): Json {
  if (Array.isArray(value)) return value.map(data);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, data(inner)]));
}

function transitions(list: Node['always']): Json {
  return (list ?? []).map(({ target, guard, actions, reenter, description }) => ({
    target: target?.map(({ id }) => `#${id}`),
    guard: data(guard),
    actions: data(actions),
    ...(reenter && { reenter }),
    description,
  }));
}

function config(node: Node): { readonly [key: string]: Json } {
  const states: readonly Node[] = Object.values(node.states);
  const events = [...node.transitions];
  const ended = (id: string, how: string) => {
    const found = events.find(([type]) => type === `xstate.${how}.actor.${id}`);
    return found && transitions(found[1]);
  };
  const heard = events.filter(([type]) => !node.invoke.some(({ id }) => type.endsWith(`.${id}`)));
  return {
    id: node.id,
    description: node.description,
    initial: node.initial?.target?.[0]?.key,
    entry: data(node.entry),
    exit: data(node.exit),
    invoke: node.invoke.map(({ id, src }) => ({
      id,
      src: data(src),
      onDone: ended(id, 'done'),
      onError: ended(id, 'error'),
    })),
    on: Object.fromEntries(heard.map(([type, list]) => [type, transitions(list)])),
    always: transitions(node.always),
    ...(states.length > 0 && { states: Object.fromEntries(states.map((state) => [state.key, config(state)])) }),
  };
}

/** The machine as a configuration in JSON: `createMachine` and the visual tools load it. Every target is a full id. */
export function machineJson(machine: SessionMachine = sessionMachine): string {
  return `${JSON.stringify(config(machine.root), null, 2)}\n`;
}
