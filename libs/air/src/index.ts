// Definitions: names, shape, identity, findings.
// Names, nodes and identity
export { AirError } from './errors.ts';
export type { AirErrorCode } from './errors.ts';
export { NODE_KINDS } from './node.ts';
export type { DefKind, LoadedNode, NodeKind, Origin, PlanGaps } from './node.ts';
export type { DraftManifest, MergedDef, MergedManifest } from './merged-manifest.ts';
export { DEF_NAME, isDefName, isReserved, isSchemaRef, MAX_NAME_LENGTH, parseDefName, SCHEMA_REF } from './names.ts';
export type { DefName, ParsedDefName } from './names.ts';
export type { AirNode } from './model.ts';
export { MODULE_KINDS, ORIGIN_KINDS, ORIGIN_SCOPES, POLICY_DECISIONS } from './model/definitions.ts';
export type {
  DefCap,
  DefEffect,
  DefModule,
  DefPolicy,
  DefSchema,
  DefSecret,
  ModuleKind,
  OriginKind,
  OriginScope,
  PolicyDecision,
  PolicyMatch,
  PureAbi,
  StatefulAbi,
} from './model/definitions.ts';
export { EXPR_OPS } from './model/expr.ts';
export type { Expr, ExprOp, ExprOrValue, OpExpr, RefExpr, VariantExpr } from './model/expr.ts';
export { MANIFEST_LISTS } from './model/manifest.ts';
export type {
  CapGrant,
  Manifest,
  ManifestDefaults,
  ManifestList,
  ModuleLimits,
  NamedRef,
  Routing,
  SecretDecl,
  Trigger,
} from './model/manifest.ts';
export { STEP_OPS, STEP_OPS_1, STEP_OPS_1_1 } from './model/plan.ts';
export type {
  AssignStep,
  AwaitEventStep,
  AwaitPlansAllStep,
  AwaitPlanStep,
  AwaitReceiptStep,
  DefPlan,
  EmitEffectStep,
  EndStep,
  PlanEdge,
  PlanStep,
  RaiseEventStep,
  SpawnForEachStep,
  SpawnPlanStep,
  StepOp,
} from './model/plan.ts';
export { MAP_KEY_TYPES, PRIMITIVE_TYPES } from './model/type-expr.ts';
export type { MapKeyName, MapKeyType, PrimitiveName, PrimitiveType, TypeExpr } from './model/type-expr.ts';
export type { AirInteger, Const, SecretRef, ValueLiteral, VariantLiteral } from './model/value-literal.ts';
export { identify } from './identity.ts';
export type { Identity } from './identity.ts';
export { DEFAULT_ENFORCER } from './identity/definition-reader.ts';
export { isUnfilledHash } from './identity/zero-fill.ts';
export { mayBeUnread, NOTHING_UNREAD, notWhole, unreadDef } from './unread.ts';
export type { UnreadDef, UnreadDefs } from './unread.ts';
export { builtin, builtins, ownBuiltins } from './builtins.ts';
export type { Builtin, Builtins } from './builtins.ts';
export { defsHash } from './defs-hash.ts';
export type { DefsHashEntry } from './defs-hash.ts';
export { manifestHash } from './manifest-hash.ts';
export { normalizePlan } from './normalize.ts';
export type { NormalizedPlan } from './normalize.ts';
export { LITERAL_CODES, MAX_LITERAL_DEPTH } from './normalize/literal-problem.ts';
export type { LiteralCode, LiteralProblem } from './normalize/literal-problem.ts';
export type { PlanLookup } from './normalize/slots.ts';

// Findings and structure
export { CODES, codeEntry } from './codes.ts';
export type { CodeEntry, FindingCode } from './codes.ts';
export { nearest } from './did-you-mean.ts';
export { exitCode } from './exit-code.ts';
export type { Finding, PatchOperation, Problem, Related, Severity } from './finding.ts';
export { loadFile } from './load.ts';
export type { LoadedFile, LoadOptions } from './load.ts';
export { renderGithub, renderText } from './render.ts';
export type { RenderOptions } from './render.ts';
export { checkingDocument, DOCUMENT_NAMES, schemaDocument } from './schema/documents.ts';
export type { DocumentName } from './schema/documents.ts';
export { checkScenario } from './structure/check-scenario.ts';
export { checkNode, subjectOf } from './structure/check-node.ts';
export { checkSyncConfig } from './structure/check-sync-config.ts';
export { describe } from './structure/describe.ts';
export type { Place } from './structure/place.ts';
export { toFindings } from './to-findings.ts';
export { visible } from './visible.ts';
export { hintOf, messageOf } from './wording.ts';
