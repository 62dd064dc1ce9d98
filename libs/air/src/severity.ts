// How much a finding weighs; only errors decide the exit code.

export type Severity = 'error' | 'warning' | 'info';
