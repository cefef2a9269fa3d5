export { type Chart, type ChartEdge, type ChartState, readChart } from './chart/chart.ts';
export { overview, type Way } from './chart/overview.ts';
export { exit } from './exit.ts';
export type { Io } from './io.ts';
export { main } from './program.ts';
export type { TraceRecord } from './trace/record.ts';
