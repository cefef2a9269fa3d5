import { readChart } from './chart.ts';
import { machineJson } from './machine-json.ts';
import { mermaid, mermaidOverview } from './mermaid.ts';

export interface ChartOptions {
  readonly format: 'mermaid' | 'xstate';
  /** The five states alone. */
  readonly overview?: true;
}

/** The chart in the form that was asked for. */
export function chart({ format, overview }: ChartOptions): string {
  if (overview) return mermaidOverview(readChart());
  return format === 'xstate' ? machineJson() : mermaid(readChart());
}
