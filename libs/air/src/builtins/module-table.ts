// The 6 modules of AOS v0.10, frozen. Their `wasm_hash` is zero: the code comes with the kernel.

/** Pure modules that decide whether an effect stays inside its grant. */
export const ENFORCERS = ['CapEnforceHttpOut@1', 'CapEnforceLlmBasic@1', 'CapEnforceGovernance@1', 'CapEnforceWorkspace@1'];

export interface ReducerRow {
  readonly name: string;
  readonly state: string;
  readonly event: string;
  readonly key?: string;
}

export const REDUCERS: readonly ReducerRow[] = [
  { name: 'Workspace@1', state: 'WorkspaceHistory@1', event: 'WorkspaceCommit@1', key: 'WorkspaceName@1' },
  { name: 'HttpPublish@1', state: 'HttpPublishRegistry@1', event: 'HttpPublishSet@1' },
];
