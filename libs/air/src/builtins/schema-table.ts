// The 82 schemas of AOS v0.10, frozen: their hashes are part of worlds that exist.

/** Notation: see `notation.ts`. Names are in `sys/`. */
export const SCHEMA_TABLE = `
TimerSetParams@1 = {deliver_at_ns: nat, key: option<text>}
TimerSetReceipt@1 = {delivered_at_ns: nat, key: option<text>}
TimerFired@1 = {
  intent_hash: hash, reducer: text, effect_kind: text, adapter_id: text, status: text,
  requested: TimerSetParams@1, receipt: TimerSetReceipt@1, cost_cents: option<nat>, signature: bytes
}
ReducerContext@1 = {
  now_ns: nat, logical_now_ns: nat, journal_height: nat, entropy: bytes, event_hash: hash,
  manifest_hash: hash, reducer: text, key: option<bytes>, cell_mode: bool
}
PureContext@1 = {logical_now_ns: nat, journal_height: nat, manifest_hash: hash, module: text}
BlobPutParams@1 = {blob_ref: hash, bytes: bytes}
BlobPutReceipt@1 = {blob_ref: hash, size: nat}
BlobGetParams@1 = {blob_ref: hash}
BlobGetReceipt@1 = {blob_ref: hash, size: nat, bytes: bytes}
BlobPutResult@1 = {
  intent_hash: hash, reducer: text, effect_kind: text, adapter_id: text, status: text,
  requested: BlobPutParams@1, receipt: BlobPutReceipt@1, cost_cents: option<nat>, signature: bytes
}
BlobGetResult@1 = {
  intent_hash: hash, reducer: text, effect_kind: text, adapter_id: text, status: text,
  requested: BlobGetParams@1, receipt: BlobGetReceipt@1, cost_cents: option<nat>, signature: bytes
}
HttpRequestParams@1 = {method: text, url: text, headers: map<text,text>, body_ref: option<hash>}
HttpRequestReceipt@1 = {
  status: int, headers: map<text,text>, body_ref: option<hash>, timings: {start_ns: nat, end_ns: nat},
  adapter_id: text
}
LlmToolChoice@1 = <Auto: unit | None: unit | Required: unit | Tool: {name: text}>
LlmGenerateParams@1 = {
  provider: text, model: text, temperature: dec128, max_tokens: nat, message_refs: list<hash>,
  tool_refs: option<list<hash>>, tool_choice: option<LlmToolChoice@1>, api_key: option<TextOrSecretRef@1>
}
LlmGenerateReceipt@1 = {
  output_ref: hash, token_usage: {prompt: nat, completion: nat}, cost_cents: nat, provider_id: text
}
CapCheckInput@1 = {
  cap_def: text, grant_name: text, cap_params: bytes, effect_kind: text, effect_params: bytes,
  origin: {kind: text, name: text}, logical_now_ns: nat
}
CapCheckOutput@1 = {constraints_ok: bool, deny: option<{code: text, message: text}>}
SecretRef@1 = {alias: text, version: nat}
TextOrSecretRef@1 = <literal: text | secret: SecretRef@1>
BytesOrSecretRef@1 = <literal: bytes | secret: SecretRef@1>
VaultPutParams@1 = {alias: text, binding_id: text, value_ref: hash, expected_digest: hash}
VaultPutReceipt@1 = {alias: text, version: nat, binding_id: text, digest: hash}
VaultRotateParams@1 = {alias: text, version: nat, binding_id: text, expected_digest: hash}
VaultRotateReceipt@1 = {alias: text, version: nat, binding_id: text, digest: hash}
GovPatchInput@1 = <
  hash: hash | patch_cbor: bytes | patch_doc_json: bytes | patch_blob_ref: {blob_ref: hash, format: text}
>
GovPatchSummary@1 = {
  base_manifest_hash: option<hash>, patch_hash: hash, ops: set<text>,
  def_changes: list<{kind: text, name: text, action: <added: unit | removed: unit | changed: unit>}>,
  manifest_sections: set<text>
}
GovProposeParams@1 = {
  patch: GovPatchInput@1, summary: option<GovPatchSummary@1>, manifest_base: option<hash>,
  description: option<text>
}
GovProposeReceipt@1 = {proposal_id: nat, patch_hash: hash, manifest_base: option<hash>}
GovShadowParams@1 = {proposal_id: nat}
GovShadowReceipt@1 = {
  proposal_id: nat, manifest_hash: hash,
  predicted_effects: list<{kind: text, cap: text, intent_hash: hash, params_json: option<text>}>,
  pending_receipts: list<{plan_id: nat, plan: option<text>, intent_hash: hash}>,
  plan_results: list<{plan: text, plan_id: nat, output_schema: text}>,
  ledger_deltas: list<{ledger: <capability: unit | policy: unit>, name: text, change: <added: unit | removed: unit | changed: unit>}>
}
GovApproveParams@1 = {
  proposal_id: nat, decision: <approve: unit | reject: unit>, approver: text, reason: option<text>
}
GovApproveReceipt@1 = {
  proposal_id: nat, decision: <approve: unit | reject: unit>, patch_hash: hash, approver: text,
  reason: option<text>
}
GovApplyParams@1 = {proposal_id: nat}
GovApplyReceipt@1 = {proposal_id: nat, manifest_hash_new: hash, patch_hash: hash}
GovActionRequested@1 = {patch: GovPatchInput@1, manifest_base: option<hash>, description: option<text>}
WorkspaceName@1 = text
WorkspaceRef@1 = {workspace: text, version: option<nat>, path: option<text>}
HttpPublishRule@1 = {
  route_prefix: text, workspace: WorkspaceRef@1, default_doc: option<text>, allow_dir_listing: bool,
  cache: text
}
HttpPublishRegistry@1 = {rules: map<text,HttpPublishRule@1>}
HttpPublishSet@1 = {id: text, rule: option<HttpPublishRule@1>}
WorkspaceCommitMeta@1 = {root_hash: hash, owner: text, created_at: time}
WorkspaceHistory@1 = {latest: nat, versions: map<nat,WorkspaceCommitMeta@1>}
WorkspaceCommit@1 = {workspace: text, expected_head: option<nat>, meta: WorkspaceCommitMeta@1}
WorkspaceEntry@1 = {name: text, kind: text, hash: hash, size: nat, mode: nat}
WorkspaceTree@1 = {entries: list<WorkspaceEntry@1>}
WorkspaceEntry@2 = {name: text, kind: text, hash: hash, size: nat, mode: nat, annotations_hash: option<hash>}
WorkspaceTree@2 = {entries: list<WorkspaceEntry@2>, annotations_hash: option<hash>}
WorkspaceAnnotations@1 = map<text,hash>
WorkspaceAnnotationsPatch@1 = map<text,option<hash>>
WorkspaceResolveParams@1 = {workspace: text, version: option<nat>}
WorkspaceResolveReceipt@1 = {
  exists: bool, resolved_version: option<nat>, head: option<nat>, root_hash: option<hash>
}
WorkspaceListParams@1 = {
  root_hash: hash, path: option<text>, scope: option<text>, cursor: option<text>, limit: nat
}
WorkspaceListEntry@1 = {path: text, kind: text, hash: option<hash>, size: option<nat>, mode: option<nat>}
WorkspaceListReceipt@1 = {entries: list<WorkspaceListEntry@1>, next_cursor: option<text>}
WorkspaceReadRefParams@1 = {root_hash: hash, path: text}
WorkspaceRefEntry@1 = {kind: text, hash: hash, size: nat, mode: nat}
WorkspaceReadRefReceipt@1 = option<WorkspaceRefEntry@1>
WorkspaceReadBytesParams@1 = {root_hash: hash, path: text, range: option<{start: nat, end: nat}>}
WorkspaceReadBytesReceipt@1 = bytes
WorkspaceWriteBytesParams@1 = {root_hash: hash, path: text, bytes: bytes, mode: option<nat>}
WorkspaceWriteBytesReceipt@1 = {new_root_hash: hash, blob_hash: hash}
WorkspaceRemoveParams@1 = {root_hash: hash, path: text}
WorkspaceRemoveReceipt@1 = {new_root_hash: hash}
WorkspaceDiffParams@1 = {root_a: hash, root_b: hash, prefix: option<text>}
WorkspaceDiffChange@1 = {path: text, kind: text, old_hash: option<hash>, new_hash: option<hash>}
WorkspaceDiffReceipt@1 = {changes: list<WorkspaceDiffChange@1>}
WorkspaceAnnotationsGetParams@1 = {root_hash: hash, path: option<text>}
WorkspaceAnnotationsGetReceipt@1 = {annotations: option<WorkspaceAnnotations@1>}
WorkspaceAnnotationsSetParams@1 = {
  root_hash: hash, path: option<text>, annotations_patch: WorkspaceAnnotationsPatch@1
}
WorkspaceAnnotationsSetReceipt@1 = {new_root_hash: hash, annotations_hash: hash}
WorkspaceEmptyRootParams@1 = {workspace: text}
WorkspaceEmptyRootReceipt@1 = {root_hash: hash}
ReadMeta@1 = {journal_height: nat, snapshot_hash: option<hash>, manifest_hash: hash}
IntrospectManifestParams@1 = {consistency: text}
IntrospectManifestReceipt@1 = {manifest: bytes, meta: ReadMeta@1}
IntrospectReducerStateParams@1 = {reducer: text, key: option<bytes>, consistency: text}
IntrospectReducerStateReceipt@1 = {state: option<bytes>, meta: ReadMeta@1}
IntrospectJournalHeadParams@1 = {}
IntrospectJournalHeadReceipt@1 = {meta: ReadMeta@1}
IntrospectListCellsParams@1 = {reducer: text}
IntrospectListCellsReceipt@1 = {
  cells: list<{key: bytes, state_hash: hash, size: nat, last_active_ns: nat}>, meta: ReadMeta@1
}
`;
