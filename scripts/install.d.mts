export const root: string;
export function run(command: string, args: string[], options?: object): number;
export function install(): void;
export function node(): string;
export function handOver(script: string): never;
