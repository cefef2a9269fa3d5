import { type SessionMachine, sessionMachine } from '@partyline/core/chart';

type Node = SessionMachine['root'];
type Transition = Node['always'] extends readonly (infer T)[] | undefined ? T : never;

/** A state of the machine, or a sub-state. */
export interface ChartState {
  /** Unique: `#session` is the machine itself. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The name of the sub-state to begin with. */
  readonly initial: string | undefined;
  /** What runs while the machine is here. */
  readonly invokes: readonly string[];
  readonly states: readonly ChartState[];
}

/** One way from a state to another, or to itself. */
export interface ChartEdge {
  readonly from: string;
  /** `null`: the state stays as it is. */
  readonly to: string | null;
  /** The event's type; `''` for `always`; `done(src)` and `error(src)` for what is invoked. */
  readonly event: string;
  /** The guard with its parameter, or `''`. */
  readonly guard: string;
  readonly actions: readonly string[];
  readonly description: string;
}

/** The machine as data: what there is to draw. */
export interface Chart {
  readonly root: ChartState;
  readonly edges: readonly ChartEdge[];
}

/** `name` or `name(parameter)`, for guards and actions, which are names in this machine and never inline functions. */
function named(thing: unknown): string {
  if (typeof thing === 'string') return thing;
  if (typeof thing !== 'object' || thing === null || !('type' in thing)) return '';
  const params = 'params' in thing && typeof thing.params === 'string' ? `(${thing.params})` : '';
  return `${String(thing.type)}${params}`;
}

/** The type of an event as a person says it: what is invoked ends in `done(src)` or `error(src)`. */
function said(type: string, node: Node): string {
  const invoked = node.invoke.find(({ id }) => type.endsWith(`.${id}`));
  if (!invoked) return type;
  return type.startsWith('xstate.done.actor.') ? `done(${named(invoked.src)})` : `error(${named(invoked.src)})`;
}

function edge(from: Node, transition: Transition): ChartEdge {
  const { target, eventType, guard, actions, description } = transition;
  return {
    from: from.id,
    to: target?.[0]?.id ?? null,
    event: said(eventType, from),
    guard: named(guard),
    actions: actions.map(named),
    description: description ?? '',
  };
}

function stateOf(node: Node): ChartState {
  const states: readonly Node[] = Object.values(node.states);
  return {
    id: node.id,
    name: node.key,
    description: node.description ?? '',
    initial: node.initial?.target?.[0]?.key,
    invokes: node.invoke.map(({ src }) => named(src)),
    states: states.map(stateOf),
  };
}

function edgesOf(node: Node): readonly ChartEdge[] {
  const states: readonly Node[] = Object.values(node.states);
  const own = [...node.transitions.values()].flat().concat(node.always ?? []);
  return [...own.map((transition) => edge(node, transition)), ...states.flatMap(edgesOf)];
}

/** Reads the chart off the machine that every session runs. */
export function readChart(machine: SessionMachine = sessionMachine): Chart {
  return { root: stateOf(machine.root), edges: edgesOf(machine.root) };
}
