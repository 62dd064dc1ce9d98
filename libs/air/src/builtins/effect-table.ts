// The 25 effects of AOS v0.10, frozen: their hashes are part of worlds that exist.

/** A line an effect: `kind: params -> receipt by capability type from origin scope`. */
export const EFFECT_TABLE = `
http.request: HttpRequestParams@1 -> HttpRequestReceipt@1 by http.out from plan
blob.put: BlobPutParams@1 -> BlobPutReceipt@1 by blob from both
blob.get: BlobGetParams@1 -> BlobGetReceipt@1 by blob from reducer
timer.set: TimerSetParams@1 -> TimerSetReceipt@1 by timer from reducer
llm.generate: LlmGenerateParams@1 -> LlmGenerateReceipt@1 by llm.basic from plan
vault.put: VaultPutParams@1 -> VaultPutReceipt@1 by secret from plan
vault.rotate: VaultRotateParams@1 -> VaultRotateReceipt@1 by secret from plan
governance.propose: GovProposeParams@1 -> GovProposeReceipt@1 by governance from plan
governance.shadow: GovShadowParams@1 -> GovShadowReceipt@1 by governance from plan
governance.approve: GovApproveParams@1 -> GovApproveReceipt@1 by governance from plan
governance.apply: GovApplyParams@1 -> GovApplyReceipt@1 by governance from plan
workspace.resolve: WorkspaceResolveParams@1 -> WorkspaceResolveReceipt@1 by workspace from plan
workspace.empty_root: WorkspaceEmptyRootParams@1 -> WorkspaceEmptyRootReceipt@1 by workspace from plan
workspace.list: WorkspaceListParams@1 -> WorkspaceListReceipt@1 by workspace from plan
workspace.read_ref: WorkspaceReadRefParams@1 -> WorkspaceReadRefReceipt@1 by workspace from plan
workspace.read_bytes: WorkspaceReadBytesParams@1 -> WorkspaceReadBytesReceipt@1 by workspace from plan
workspace.write_bytes: WorkspaceWriteBytesParams@1 -> WorkspaceWriteBytesReceipt@1 by workspace from plan
workspace.remove: WorkspaceRemoveParams@1 -> WorkspaceRemoveReceipt@1 by workspace from plan
workspace.diff: WorkspaceDiffParams@1 -> WorkspaceDiffReceipt@1 by workspace from plan
workspace.annotations_get: WorkspaceAnnotationsGetParams@1 -> WorkspaceAnnotationsGetReceipt@1 by workspace from plan
workspace.annotations_set: WorkspaceAnnotationsSetParams@1 -> WorkspaceAnnotationsSetReceipt@1 by workspace from plan
introspect.manifest: IntrospectManifestParams@1 -> IntrospectManifestReceipt@1 by query from plan
introspect.reducer_state: IntrospectReducerStateParams@1 -> IntrospectReducerStateReceipt@1 by query from plan
introspect.journal_head: IntrospectJournalHeadParams@1 -> IntrospectJournalHeadReceipt@1 by query from plan
introspect.list_cells: IntrospectListCellsParams@1 -> IntrospectListCellsReceipt@1 by query from plan
`;
