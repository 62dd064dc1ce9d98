// The catalogue of finding codes: one row a code, the source of spec/findings.md. Codes are stable.
import type { Severity } from './severity.ts';

export interface CodeEntry {
  readonly severity: Severity;
  /** Exit code of a command whose errors include this one: 2 cannot load, 3 lock, 4 meaning, 5 a gate failed. */
  readonly exit: 2 | 3 | 4 | 5;
  /** What is wrong, as the message says it when wording.ts has nothing more exact. */
  readonly title: string;
  /** When the code is given, one or two sentences. */
  readonly cause: string;
  /** The shortest input or situation that shows it. */
  readonly example?: string;
  /** What to do; the hint of a finding that brings none of its own. */
  readonly fix: string;
}

type Row = readonly [title: string, cause: string, fix: string, example?: string];

const row = (severity: Severity, exit: CodeEntry['exit'], [title, cause, fix, example]: Row): CodeEntry => ({
  severity,
  exit,
  title,
  cause,
  fix,
  ...(example === undefined ? {} : { example }),
});

/** An error that keeps something from loading. */
const load = (...text: Row): CodeEntry => row('error', 2, text);
/** An error about what a loaded definition means. */
const meaning = (...text: Row): CodeEntry => row('error', 4, text);
/** An error about the lock of an import. */
const lock = (...text: Row): CodeEntry => row('error', 3, text);
/** What a run has shown. */
const gate = (...text: Row): CodeEntry => row('error', 5, text);
/** Worth knowing; never changes the exit code. */
const warn = (...text: Row): CodeEntry => row('warning', 4, text);

/** Every finding code with its severity, exit code and explanation, in the order of spec/findings.md. */
export const CODES = {
  // Bytes and JSON
  json_syntax: load('broken JSON', 'The text is not JSON at this place.', 'Correct the JSON at this place.', '{"a": 1,}'),
  json_duplicate_key: load('key given twice', 'One object holds the same key twice, so readers may disagree on its value.', 'Remove one of the two.', '{"a": 1, "a": 2}'),
  json_bom: load('byte order mark', 'The file begins with a UTF-8 byte order mark.', 'Save the file as UTF-8 without byte order mark.'),
  json_conflict_marker: load('merge conflict marker', 'The file still holds the markers of an unfinished merge.', 'Resolve the merge conflict and save the file.', '<<<<<<< HEAD'),
  json_integer_range: load('integer out of range', 'AIR integers lie between -2^63 and 2^64-1.', 'Use an integer in range, or text.', '18446744073709551616'),
  json_float: load('float', 'AIR has no floats: a number with a fraction or an exponent has no identity.', 'Use an integer, or `{"dec128": "1.5"}` for a decimal.', '1.5'),
  json_depth: load('nesting too deep', 'Arrays and objects are nested deeper than the reader allows.', 'Flatten the value.'),
  json_size: load('file too large to read', 'The text is larger than the reader allows.', 'Split the file.'),
  json_encoding: load('invalid text', 'The bytes are not UTF-8, or a string holds half of a surrogate pair.', 'Save the file as UTF-8 and write full code points.'),
  json_reserved_key: load('reserved key', 'The key `__proto__` is refused everywhere.', 'Rename the key.', '{"__proto__": {}}'),
  file_too_large: load('file too large', 'The file is larger than a definition file may be; it was not read.', 'Split the file.'),
  unreadable_file: load('file cannot be read', 'The file exists but the system refuses to read it.', 'Check its permissions.'),

  // Shape of definitions
  not_air_json: load('not an AIR definition', 'A JSON file below a definition folder holds something without `$kind`.', 'Add `$kind`, or move the file out of the definition folder.', '{"hello": 1}'),
  unknown_kind: load('unknown `$kind`', '`$kind` names no kind of definition.', 'Use one of defschema, defmodule, defplan, defcap, defpolicy, defsecret, defeffect, manifest.', '{"$kind": "defplann"}'),
  unknown_field: load('unknown field', 'The key belongs to no field here. AOS drops it silently, so it would never take effect.', 'Remove the key, or use `$comment` for a note.', '{"$kind": "defschema", "doc": "…"}'),
  missing_field: load('missing field', 'A required field is absent.', 'Add the field.'),
  wrong_type: load('wrong type of value', 'The field holds another JSON type than it takes.', 'Give a value of the expected type.', '"steps": {}'),
  bad_choice: load('value not allowed here', 'The field takes one of a fixed set of words.', 'Use one of the expected words.', '"module_kind": "pur"'),
  bad_pattern: load('malformed text', 'The text does not have the form that the field takes.', 'Write it in the expected form.'),
  value_range: load('integer outside the range of its type', '`nat` is 0 to 2^64-1, `int` is -2^63 to 2^63-1.', 'Use an integer in range.', '{"nat": -1}'),
  unknown_op: load('unknown op', '`op` names no step or expression operator.', 'Use one of the ops listed in spec/03-air.md.', '"op": "emit_efect"'),
  deferred_op: load('op is not built', 'The op is part of the AIR design but deliberately not built.', 'Write the plan without it; spec/03-air.md lists the deferred ops.', '"op": "await_any"'),
  bad_name: load('malformed name', 'Names read `namespace/name@version`: lower-case namespace, version from 1.', 'Rename it, for example `acme.flow/core_sync@1`.', '"name": "Acme/flow"'),
  bad_schema_ref: load('malformed schema reference', 'A schema reference reads `namespace/Name@version`.', 'Write it like `acme.flow/Order@1`.', '{"ref": "Order"}'),
  bad_field_name: load('malformed field name', 'Fields and variants of a type are not empty and do not begin with `$`: `$tag`, `$value`, `$status` have a meaning.', 'Rename the field.', '{"record": {"$tag": {"text": {}}}}'),
  bad_hash: load('malformed hash', 'A hash reads `sha256:` and 64 hexadecimal digits.', 'Give the full hash, or leave it out where it is filled in.', '"sha256:12"'),
  bad_type: load('not exactly one type', 'A type is an object with exactly one known key.', 'Keep one key, for example `{"text": {}}`.', '{"text": {}, "nat": {}}'),
  bad_expr: load('not an expression', 'An expression is an object with one known key, or `op` with `args`.', 'Write one form, for example `{"ref": "@plan.input"}`.', '{"bogus": 1}'),
  float_value: load('float in a value', 'AIR has no floats: a number with a fraction has no identity.', 'Use an integer, or `{"dec128": "1.5"}` for a decimal.', '"expr": 1.5'),
  one_element_array: load('list that AOS reads as an expression', 'AOS reads a one-element list in this place (and an operator name with a list) as an expression made of its elements.', 'Write the list out as a literal: `{"list": […]}`.', '"expr": ["@plan.input"]'),
  expr_extra_keys: load('key beside an expression', 'The object is read as an expression; every other key beside it is dropped.', 'Remove the key, or write the value as `{"record": {…}}`.', '{"text": "x", "note": 1}'),
  sugar_ambiguous: load('plain value that looks like an expression', 'The object has a key of an expression but does not parse as one, so it is kept as plain JSON.', 'Correct the expression, or write the value as `{"record": {…}}`.', '{"nat": "x"}'),
  dropped_key: load('key has no effect', 'AOS drops this key silently: it is not part of the hash and never takes effect.', 'Remove the key, or use `$comment` for a note.'),
  unreadable_definition: load('definition has no identity', 'AOS could not read this definition, and no other finding says why.', 'Please report it with the definition.'),
  invariants_removed: load('invariants are not supported', '`invariants` is not part of AIR 1 and not of the 1.1 subset built here.', 'Remove `invariants`; check the condition with a guarded edge. spec/12-plans-v1.1.md has the design.', '"invariants": [{"bool": true}]'),
  reducer_effects: meaning('only workflow modules emit effects', 'A reducer or pure module declares `effects_emitted`.', 'Set `module_kind: "workflow"` and move its abi to `abi.workflow`, or remove `effects_emitted`.'),
  abi_mismatch: load('abi of another module kind', 'The member of `abi` must be the one named like `module_kind`.', 'Rename the member of `abi`, or change `module_kind`.', '"module_kind": "pure", "abi": {"reducer": {}}'),

  // Literals against their schema
  bad_literal: load('value does not fit its schema', 'A literal has another type than the schema of its slot.', 'Give a value of the expected type.', '{"text": "5"} where nat is expected'),
  literal_missing_field: load('record literal lacks a field', 'A record literal must give every field of its schema, options too.', 'Add the field; for an option, `null`.'),
  literal_unknown_field: load('record literal has an unknown field', 'The schema of the slot has no such field.', 'Remove the field or correct its name.'),
  literal_unknown_tag: load('unknown variant', 'The schema of the slot has no such variant.', 'Use one of the expected variants.'),
  literal_without_schema: load('plain value without a schema', 'Plain JSON needs a schema to be read by, and this slot has none.', 'Declare the local in `locals`, or write a typed literal such as `{"nat": 5}`.'),
  literal_unknown_schema: load('schema of the slot is unknown', 'A literal is read by the schema of its slot, and no definition of that name was found.', 'Define or import the schema, and list it in the manifest.'),
  literal_unknown_effect: load('effect kind of the step is unknown', 'The parameters of an effect are read by its schema, and no effect of that kind was found.', 'Define or import the effect, and list it in the manifest.'),
  literal_unknown_plan: load('plan of the step is unknown', 'The input of a child plan is read by its schema, and no plan of that name was found.', 'Define or import the plan, and list it in the manifest.'),
  literal_too_deep: load('literal nested too deep', 'The value or its schema nests deeper than the limit.', 'Flatten the value.'),
  result_without_output: load('result without output', 'A step `end` gives a result, but the plan declares no `output`.', 'Declare `output`, or remove `result`.'),

  // Graph of a plan
  duplicate_step: meaning('two steps with one id', 'Edges and references name a step by its id, so an id stands for one step.', 'Rename one of the steps.'),
  unknown_step: meaning('unknown step', 'An edge or a reference `@step:…` names a step that the plan does not have.', 'Correct the id, or add the step.', '{ "from": "fetch", "to": "fetched2" }'),
  duplicate_edge: meaning('edge given twice', 'Two edges lead from one step to the same other step.', 'Remove one of them, or join their guards with `or`.'),
  plan_cycle: meaning('steps form a cycle', 'A plan is a finite graph without cycles: every step runs at most once.', 'Remove one of the edges.'),
  dead_step: warn('step can never run', 'Every edge to the step begins at an `end`, and `end` completes the plan.', 'Remove the step, or let its edge begin before the `end`.'),
  edge_from_end: warn('edge begins at an `end`', '`end` completes the plan, so the edge is never followed.', 'Remove the edge.'),
  guard_never_holds: warn('guard can never hold', 'What is known when the source has completed contradicts the guard, or the guard is constantly false.', 'Remove the edge, or correct the guard.', '"when": { "bool": false }'),

  // References of a plan and what is known where they are read
  unknown_variable: meaning('unknown variable', 'No local, no `bind` of a step and no trigger gives the plan a variable of this name.', 'Correct the name, or bind it in a step before.', '{ "ref": "@var:fualt" }'),
  unbound_variable: meaning('variable is not bound on every path', 'The variable is read at a place that can be reached without any step having bound it.', 'Bind it on every path to here, for example by an assign before the fork.'),
  step_not_completed: meaning('step has no value here', 'The step has not completed on every path that leads to this reference, or it is an emit_effect: only its await has a value.', 'Add an edge from it, or read the value where it has completed.'),
  racy_variable: meaning('variable is shared by branches that run side by side', 'Without a value from before the fork, which branch is first decides what is read.', 'Assign it before the fork, or use one variable for each branch.'),
  ambiguous_reference: meaning('reference has two meanings', 'Both a variable of the dotted name and the variable before the dot are bound.', 'Rename one of the variables.', '{ "ref": "@var:a.b" } with variables `a` and `a.b`'),
  event_out_of_scope: meaning('no event here', '`@event` is known in `where` of await_event and in the projection of a trigger only.', 'Read the value that the await binds.'),
  payload_unguarded: meaning('payload is read without its status', 'A guard tests `$status` of this receipt, and here it can be other than `ok`: then there is no payload.', 'Read it behind a guard `eq(@step:….$status, "ok")`.'),
  fault_unguarded: meaning('fault is read without its status', 'A receipt has a `$fault` only when its `$status` is not `ok`.', 'Read it behind a guard `ne(@step:….$status, "ok")`.'),
  unknown_path: meaning('reference leads nowhere', 'The value before this segment has no such member.', 'Correct the path.', '{ "ref": "@plan.input.workspce" }'),
  option_unguarded: meaning('option may be null here', 'The value is an option, and nothing on the way here says that it is not null.', 'Read it behind a guard `ne(…, null)`.'),
  variant_unguarded: meaning('arm of the variant is not known here', 'The type of `$value` depends on `$tag`, and nothing on the way here says which it is.', 'Read it behind a guard `eq(….$tag, "…")`.'),
  map_key_unguarded: meaning('map may lack the key', 'A field path into a map faults when the key is missing.', 'Read it behind a guard `has(…, "…")`.'),

  // Types of a plan
  type_mismatch: meaning('value of another type', 'The expression has another type than the place it stands in.', 'Give a value of the expected type.'),
  missing_record_field: meaning('record lacks a field', 'Fields may be left out only when they are options.', 'Add the field.'),
  unknown_record_field: meaning('record has an unknown field', 'The schema of the slot has no such field.', 'Remove the field, or correct its name.'),
  unknown_arm: meaning('variant has no such arm', 'The schema of the slot has no arm of this name.', 'Use one of the expected arms.'),
  mixed_items: meaning('items of different types', 'All items of a list, set or map have one type.', 'Give items of one type.'),
  bad_key_type: meaning('type cannot be a key', 'Members of sets and keys of maps are int, nat, text, hash or uuid.', 'Use a key of one of these types.'),
  operand_type: meaning('operator does not take this type', 'The operator is not defined for a value of this type.', 'Give a value of an expected type.', '{ "op": "len", "args": [{ "nat": 1 }] }'),
  operator_arity: meaning('wrong number of arguments', 'The operator takes another number of arguments.', 'Give the expected number of arguments.', '{ "op": "not", "args": [] }'),
  not_comparable: meaning('values can never be equal', 'Values of these two types are never equal, so the comparison says nothing.', 'Compare values of one type.', 'eq of text and nat'),
  variable_type_conflict: meaning('variable is bound to different types', 'Everything bound to one name must fit one type.', 'Declare the local in `locals`, or bind another name.'),

  // Handles and results of a plan
  duplicate_handle: meaning('handle is bound twice', 'The name that an emit_effect binds belongs to that emit alone.', 'Choose another name.'),
  bad_await_handle: meaning('await of something that is no handle', '`for` of await_receipt is exactly `@var:<handle>`, where an emit_effect binds the handle; await_plan and await_plans_all take handles of children that this plan has spawned.', 'Name the handle of an emit_effect, or what a spawn binds.', '"for": { "ref": "@var:x.id" }'),
  await_not_after_emit: meaning('await can run without its emit', 'The emit must have completed on every path to the await, by edges; the order in the list does not count.', 'Add an edge from the emit to the await.'),
  handle_awaited_twice: meaning('handle is awaited twice', 'A receipt is delivered to one await.', 'Read `@step:<await>` of the first await instead.'),
  handle_is_opaque: meaning('handle is used as a value', 'What emit_effect binds can only be awaited; handles of children can be bound, listed and compared too.', 'Await it, and read `@step:<await>`.'),
  handle_not_awaited: warn('child that nobody awaits', 'The plan goes on and ends without knowing how the child ended; the child runs on.', 'Await the handle, or raise the input event of the child instead.'),
  handle_leaves_plan: meaning('handle would leave the plan', 'A handle of a child is valid only in the instance that spawned it: no input, output, event or effect holds one.', 'Pass on what the child answers.', '"output": "sys/PlanHandle@1"'),
  fanout_unbounded: warn('fan-out without a bound', 'The number of children is the number of inputs, whatever comes.', 'Set `max_fanout`: a list that is longer ends the plan with `fanout_exceeded`.'),
  fanout_over_bound: meaning('more inputs than `max_fanout`', 'The list is written out, so that the step fails in every run.', 'Raise `max_fanout`, or remove inputs.', '"inputs": [1, 2, 3], "max_fanout": 2'),
  spawn_cycle: meaning('plan spawns itself', 'A plan that is spawned again below itself spawns without end.', 'Remove one of the spawns; repeat work by raising an event that triggers the plan.', 'a spawns b, b spawns a'),
  result_missing: meaning('end without a result', 'The plan declares an `output`, so every `end` gives a result.', 'Add `result`, or remove `output`.'),
  no_result_on_path: meaning('path ends without a result', 'The plan declares an `output`, and one way through it reaches no `end`; it would fail with `no_result`.', 'Add an `end` on that path, or make the guards there cover every case.'),

  // aos.sync.json
  config_missing: load('no aos.sync.json', 'The folder is not a world: it holds no aos.sync.json.', 'Name the folder of a world, or create aos.sync.json with `{"version": 1, "air": {}}`.'),
  config_version: load('unsupported version of aos.sync.json', 'Only version 1 exists.', 'Set `"version": 1`.', '{"version": 2}'),
  config_import_source: load('import must set exactly one source', 'An entry of `air.imports` sets exactly one of `path`, `cargo`, `npm`.', 'Keep one of `path`, `cargo`, `npm`.', '{"path": "../a", "npm": {"package": "a"}}'),
  config_bad_path: load('path is not allowed', 'Paths in aos.sync.json are relative and use `/`: no drive letter, no backslash, no NUL.', 'Write a relative path with `/`.', '{"path": "/abs"}'),
  config_bad_id: load('malformed world id', 'The `id` of a world is lower-case letters, digits, `.`, `_` and `-`, beginning with a letter.', 'Use an id such as `session-notes`.'),
  config_bad_range: load('malformed version', 'The version of an import is not a version or range that its source understands.', 'Write a semver range, for example `^1.2.0`; for cargo an exact version.'),
  nested_sync_config: load('folder of definitions holds a world', 'A folder of definitions, imported or own, holds an aos.sync.json; a world stands beside definitions, never among them.', 'Move the world out, or import the folder of definitions inside it (`air_dir`).'),
  import_cycle: load('worlds import each other', 'Following `air.imports` from this world leads back to it.', 'Move the shared definitions to a pack that both import.'),

  // Finding what is imported
  import_missing_target: load('import target does not exist', 'The folder that the import names is not there.', 'Correct the path; it is relative to the folder of aos.sync.json.', '{"path": "../nope"}'),
  import_escapes_root: load('import leaves its root', 'The path, or a symbolic link on it, leads outside the folder that may be read.', 'Import something inside the repository; for packages, inside the package.', '{"path": "../../../etc"}'),
  import_empty: warn('import without definitions', 'The folder that the import names is there, but no definition file is below it.', 'Correct the path, or remove the import.', '{"path": "../docs"}'),
  air_dir_escapes_root: load('definition folder leaves its root', '`air_dir`, or a symbolic link on it, leads outside the package or world.', 'Keep the definition folder inside.', '"air_dir": "../x"'),
  air_dir_missing: load('definition folder does not exist', 'The package or world was found, but not the folder of definitions in it.', 'Correct `air_dir`, or create the folder.'),
  symlinked_definition: load('definition behind a symbolic link', 'A symbolic link stands where definitions are read; links are reported, never followed or skipped.', 'Replace the link by the file, or import its folder.'),
  cargo_missing: load('cargo not found', 'The crate is not part of the workspace, so cargo is needed to find it, and it is not installed.', 'Install cargo (https://rustup.rs), or import the crate by `path`.'),
  cargo_manifest_missing: load('no Cargo.toml to resolve from', 'A cargo import is resolved from the Cargo.toml of the world or from `manifest_path`; neither is there.', 'Add `manifest_path` to the import.'),
  cargo_crate_not_found: load('crate not found', 'No package of that name, version and source is known to the manifest.', 'Add the crate to the manifest, or correct `package`, `version`, `source`.'),
  cargo_ambiguous_crate: load('several crates match', 'More than one package has this name.', 'Set `version`, or `source` where versions are equal.'),
  cargo_metadata_failed: load('cargo metadata failed', 'Cargo could not describe the packages offline and locked.', 'Run `cargo metadata --offline --locked` at that manifest and correct what it says.'),
  cargo_toml_broken: load('broken Cargo.toml', 'A Cargo.toml that resolution needs is not valid TOML or lacks what it must have.', 'Correct the file.'),
  cargo_timeout: load('cargo took too long', 'Cargo was stopped after its time limit.', 'Run the same command by hand; often another cargo holds the lock.'),
  npm_absent: load('npm package not installed', 'No node_modules folder from the world upwards holds the package.', 'Add it to package.json and run `npm install`.'),
  npm_alias: load('npm package is an alias', 'The folder in node_modules holds a package of another name.', 'Import the package by its own name.'),
  npm_range: load('npm package outside the range', 'The installed version does not satisfy `version` of the import.', 'Install a version in range, or change `version`.'),
  npm_pnp: load('Yarn PnP is not supported', 'The workspace has no node_modules but a PnP map.', 'Set `nodeLinker: node-modules` in .yarnrc.yml.'),
  npm_package_broken: load('broken package.json', 'The package.json of the package is unreadable or lacks name or version.', 'Reinstall the package.'),

  // Merging
  manifest_missing: load('no manifest', 'No definition of kind `manifest` was found in the folder of the world.', 'Add a file with `{"$kind": "manifest", …}` to the folder.'),
  manifest_duplicate: load('second manifest', 'A world has exactly one manifest.', 'Remove one of them.'),
  manifest_in_import: load('manifest in an import', 'Imported folders hold definitions only; the manifest belongs to the world.', 'Move the manifest out of the imported folder.'),
  manifest_unknown_reference: load('manifest names an unknown definition', 'No definition of this kind and name is in the world, its imports or the built-ins.', 'Correct the name, define it, or import the pack that has it.'),
  manifest_duplicate_reference: load('manifest lists a name twice', 'One list of the manifest holds the same name twice.', 'Remove one of them.'),
  stale_manifest_hash: warn('stale hash in the manifest', 'The manifest gives a hash that the definition no longer has; the actual hash is used.', 'Remove `hash`; it is filled in.'),
  inline_secret: load('secret declared inside the manifest', 'Secrets are definitions of kind `defsecret`, listed by name.', 'Move it to a `defsecret` and list its name.'),
  reserved_name: load('reserved name', 'Names in `sys/` belong to the built-ins.', 'Choose a namespace of your own.', '"name": "sys/Mine@1"'),
  duplicate_definition: load('conflicting definitions', 'The same kind and name is defined twice with different content.', 'Rename one, raise its version, or make both equal.'),
  builtin_hash_mismatch: load('hash is not that of the built-in', 'The manifest gives a hash for a `sys/` name that is not the hash of the built-in.', 'Remove `hash`; it is filled in.'),
  name_case_clash: warn('names differ only in case', 'Two definitions of one kind have names that differ only in upper and lower case.', 'Rename one of them.'),
  file_case_clash: warn('file names differ only in case', 'Two definition files have paths that differ only in upper and lower case; many file systems keep only one of them.', 'Rename one of them.'),
  needs_air_1_1: meaning('needs AIR 1.1', 'The manifest has `air_version` 1 and lists a plan or trigger that uses a feature of 1.1.', 'Set `"air_version": "1.1"`.'),
  project_name_clash: load('two projects with one name', 'Two worlds or packs still have the same project name after their paths were used.', 'Rename one of the folders.'),
  pack_readme_missing: meaning('pack without README', 'A pack explains its plans in a README.md beside defs.air.json.', 'Add README.md.'),

  // Locks: severities are those of mode `error`; spec/locks.md has the other modes
  lock_invalid: lock('malformed lock', 'The lock of an import is no hash and no object of a known form, or a member of it cannot be right.', 'Run `air lock <world> --update <import>`.', '"lock": "sha256:12"'),
  lock_scheme: lock('lock of an unknown scheme', 'The `scheme` of a lock names the rules it follows; this version of air does not know them.', 'Update air; or run `air lock <world> --update <import>` to write a lock that this version knows.', '"lock": {"scheme": 2}'),
  lock_inconsistent: lock('lock contradicts itself', 'The `defs` of the lock do not hash to its `defs_hash`: it was edited by hand, or merged from two locks.', 'Run `air lock <world> --update <import>`.'),
  lock_unresolved: load('import cannot be compared with its lock', 'The import has no content hash: definitions in it conflict with each other.', 'Run `air check <world>` and correct what it says.'),
  lock_corrupt: lock('content differs from the locked archive', 'Package, version and archive are the locked ones and cannot change, but the definitions differ: files were edited where they are installed.', 'Install the package again.'),
  lock_drifted: lock('content differs from its lock', 'The import is the locked one, its definitions are not.', 'Review the change, then run `air lock <world> --update <import>`.'),
  lock_moved: lock('import and content differ from the lock', 'The import leads to another package, version or folder than the lock says, and to other definitions.', 'Review the change, then run `air lock <world> --update <import>`.'),
  lock_missing: lock('import is not locked', 'The import has no `lock`.', 'Run `air lock <world>`.'),
  lock_restated: lock('import and its lock say different things', 'The definitions are the locked ones, but the import asks for something else than the lock records, or a field of the lock was edited by hand.', 'Run `air lock <world> --update <import>`.'),
  lock_repacked: lock('package changed around the locked content', 'Version or archive differ from the lock, the definitions do not.', 'Run `air lock <world> --update <import>`.'),
  lock_authority_gained: meaning('authority that nobody accepted', 'The definitions use effect kinds, capability slots, secrets or events beyond the `authority` of the lock.', 'Review them, then run `air lock <world> --update <import> --accept-authority`.'),
  version_reused: row('warning', 3, ['version used for another body', 'A definition differs from the locked one and kept its name with the version.', 'Publish the change under the next version and keep the old definition.', 'acme/pay@1 with other steps']),
  release_needs_major: meaning('release breaks what the last one promised', 'A pack differs from its last release in a way that consumers, policies or running instances meet, and the new version is one that their ranges take.', 'Release it as the next major version (the next minor one below 1.0.0), or take the change back.', 'a plan removed in 1.3.0'),
  vendored_body_corrupt: lock('vendored body is not what its name says', 'A file in `.air/vendor` has another content than the hash it is named after.', 'Delete the file, then run `air vendor <world>`.'),
  vendored_body_missing: lock('locked body cannot be vendored', 'The import no longer holds the locked body, and neither the store nor git history has it.', 'Restore the locked version, or run `air lock <world> --update <import>`, then `air vendor <world>`.'),
  definition_unknown: load('no definition of this name', 'The world, its imports and the built-ins hold no definition of this name.', 'Run `air merge <world>` for the names there are.', 'air why worlds/w acme/Ordr@1'),
  lock_mode_off: lock('locks are not checked in CI', 'The lock mode is `off` and a build server runs this; that is never a success.', 'Remove the setting, or use `warn` to see findings that do not fail.', 'CI=true AOS_IMPORT_LOCK=off'),
  lock_mode_weak: row('warning', 3, ['locks are not enforced in CI', 'The lock mode in CI is below `error`.', 'Remove the setting; in CI the mode is `error`.', 'CI=true AOS_IMPORT_LOCK=warn']),
  lock_mode_unknown: row('warning', 3, ['unknown lock mode', '`AOS_IMPORT_LOCK` holds none of `off`, `warn`, `error`; `error` is used.', 'Correct the variable.', 'AOS_IMPORT_LOCK=eror']),

  // References between definitions
  unknown_schema: meaning('unknown schema', 'A definition or the manifest names a schema that is nowhere defined. Named in several places, it is reported at the first.', 'Correct the name, or define or import the schema.', '"input": "acme/Ordre@1"'),
  unknown_plan: meaning('unknown plan', 'A trigger, a spawn or a secret names a plan that is nowhere defined.', 'Correct the name, or define or import the plan.', '"triggers": [{"event": "acme/Order@1", "plan": "acme/core_ordre@1"}]'),
  unknown_module: meaning('unknown module', 'A route, a binding or a cap names a module that is nowhere defined.', 'Correct the name, or define or import the module.', '"reducer": "acme/Desk@2"'),
  unknown_effect: meaning('unknown effect kind', 'A step, module or rule names an effect kind that no effect has.', 'Correct the kind, or define or import the effect.', '"kind": "http.requets"'),
  unknown_cap: meaning('unknown cap', 'A grant names a cap that is nowhere defined.', 'Correct the name, or define or import the cap.', '"cap": "sys/http@1"'),
  unknown_policy: meaning('unknown policy', '`defaults.policy` names a policy that is nowhere defined.', 'Correct the name, or define the policy.', '"policy": "acme/polcy@1"'),
  unknown_secret: meaning('unknown secret', 'A literal refers to a secret by an alias and version for which there is no `defsecret` in the world.', 'Define a `defsecret` named `alias@version` and list it.', '{"secret": {"alias": "acme/key", "version": 1}}'),
  unknown_grant: meaning('unknown grant', 'A rule, binding or secret names a grant that is not in `defaults.cap_grants`.', 'Correct the name, or add the grant.', '"cap_name": "cap_htpt"'),
  unknown_slot: meaning('unknown slot of a module', '`module_bindings` binds a slot that the module does not have in `cap_slots`.', 'Correct the name of the slot, or remove the binding.'),
  unknown_field_path: meaning('no such field', '`key_field` or `correlate_by` is a path that leads to no field of the type.', 'Name a field, with dots for fields of fields.', '"correlate_by": "sesion_id"'),
  correlation_types_differ: meaning('triggers give the correlation value different types', 'Two triggers with `correlate_by` start one plan that reads `@var:correlation_id`, and the fields they name have types that do not go together.', 'Correlate by fields of one type, or read the fields of the input instead.', '"correlate_by": "count"'),
  not_listed: meaning('not listed in the manifest', 'A definition takes part in a world only when the manifest lists it; this one is named by something that does, but is not listed.', 'Add it to its list in the manifest.'),
  wrong_module_kind: meaning('wrong kind of module', 'Events are delivered to modules with state: reducers and workflow modules.', 'Name a reducer or workflow module.'),
  uninhabitable_schema: meaning('schema without values', 'The schema contains itself with nothing in between that may be empty, so that no finite value has this type.', 'Put an option, a list or another variant where it contains itself.', '"acme/Node@1": {"record": {"next": {"ref": "acme/Node@1"}}}'),
  caps_differ: meaning('required_caps differ from the steps', 'A list `required_caps` equals the slots that the steps use; left out, it is derived.', 'Correct the list, or remove it.'),
  effects_differ: meaning('allowed_effects differ from the steps', 'A list `allowed_effects` equals the effect kinds that the steps emit; left out, it is derived.', 'Correct the list, or remove it.'),

  // Events: triggers, routes, modules
  trigger_input: meaning('event does not fit the input of the plan', 'The event of a trigger is the input of its plan, unless `input_expr` (AIR 1.1) makes one.', 'Trigger the plan on its input event, or from a wrapper plan that raises it.'),
  duplicate_trigger: warn('plan triggered twice by one event', 'Two triggers name the same event and plan (and the same `when` and `input_expr`): each event starts the plan twice.', 'Remove one of them.'),
  turnkey_trigger: meaning('turnkey plan is not triggered by its input event', 'An imported entry plan is started by the event that is its input.', 'Trigger it on its input event.'),
  trigger_reads_event_only: meaning('projection reads more than the event', '`when` and `input_expr` of a trigger are evaluated before the plan starts: only `@event…` exists.', 'Refer to `@event…`.', '"when": {"ref": "@plan.input.open"}'),
  bad_event_family: meaning('module cannot take events of this schema', 'The event schema of a module is a record, or a variant whose arms refer to distinct schemas.', 'Give every arm a schema of its own: `{"ref": …}`.'),
  no_receipt_arm: meaning('module cannot take its receipts', 'A workflow module receives an envelope for every effect that it emits, in the arm of its event schema that refers to it.', 'Add an arm `{"ref": "sys/EffectReceiptEnvelope@1"}` to the event schema.'),
  receipt_routed: meaning('receipts are routed', 'The kernel hands receipts to the instance that emitted the effect, without a route. Through a route anybody could send a forged one as an event.', 'Remove the route.', '"routing": {"events": [{"event": "sys/EffectReceiptEnvelope@1", "reducer": "acme/flow@1"}]}'),
  duplicate_route: warn('event routed twice to one module', 'Two routes name the same event, module and key field: the module gets each event twice.', 'Remove one of them.'),
  event_not_taken: meaning('module does not take this event', 'A routed event is the event schema of the module, or the schema of one of its arms.', 'Add an arm for the event, or route it to another module.'),
  key_field_missing: meaning('route without key_field', 'The module keeps its state by key, so the route says which field of the event is the key.', 'Add `key_field`.'),
  key_field_unused: meaning('key_field for a module without keys', 'The module has no `key_schema`: it keeps one state.', 'Remove `key_field`, or give the module a `key_schema`.'),
  key_field_type: meaning('key_field has another type than the key', 'The field of the event and the `key_schema` of the module have the same type.', 'Name a field of the type of the key.'),

  // Authority
  duplicate_grant: meaning('grant named twice', 'Two grants have one name; the gate could use either.', 'Rename or remove one of them.'),
  bad_grant_params: meaning('grant parameters do not fit the cap', 'The parameters of a grant are a value of the schema of its cap.', 'Correct the parameters.', '"cap": "sys/http.out@1", "params": {"record": {"hosts": {"text": "example.org"}}}'),
  slot_unbound: meaning('cap slot without a grant', 'The slot of a plan is the name of a grant; the slot of a module is bound to one in `module_bindings`.', 'Add the grant to `defaults.cap_grants`.'),
  cap_type_differs: meaning('grant of another cap type', 'The cap type of a grant is that of the effect.', 'Grant a cap of the type that the effect needs, under this name.'),
  no_policy: meaning('world without a policy', 'Without `defaults.policy` every effect is denied.', 'Set `defaults.policy` to a policy that allows the effects of the world.'),
  policy_denies: meaning('policy does not allow this effect', 'The first rule that matches an effect and its origin decides; when none matches it is denied.', 'Add a rule that allows it.'),
  rule_shadowed: warn('rule never decides', 'An earlier rule matches everything that this rule matches.', 'Remove the rule, or put it first.'),
  rule_never_matches: warn('rule never matches', 'The members of `when` exclude each other, or name what the world does not have.', 'Correct or remove the rule.'),
  secret_without_binding: meaning('secret without a binding', '`binding_id` tells the host where the value is; it is not blank.', 'Give the `binding_id` of the host.'),
  secret_not_allowed: meaning('secret may not be used here', '`allowed_plans` and `allowed_caps` of a secret limit who uses it and through which grant it leaves.', 'Add the plan or grant to the secret, or use another secret.'),

  // Packs and how worlds use them
  plan_without_role: meaning('plan without a role', 'The name of a plan in a pack begins with `entry_`, `core_`, `adapter_`, `internal_` or `_internal_`.', 'Rename the plan.', '"name": "acme/sync@1"'),
  pack_without_entry: meaning('pack without entry and core', 'A pack with plans offers at least one: an entry or a core plan.', 'Rename the plan that consumers start to `entry_…` or `core_…`.'),
  pack_ships_policy: warn('pack ships a policy', 'Authority belongs to the world that uses the pack: it writes policy and grants itself.', 'Move the policy to the worlds; describe in the README what it has to allow.'),
  contract_missing: meaning('README without the contract', 'The README of a pack with plans states the contract in tables between two markers.', 'Run `air check <pack> --fix`.'),
  contract_differs: meaning('README states another contract', 'The tables of the README follow from the definitions.', 'Run `air check <pack> --fix`.'),
  internal_plan_used: meaning('internal plan of another pack', 'Internal plans are parts of other plans of their pack and change without notice.', 'Use an entry or core plan of the pack.'),
  adapter_plan_used: warn('adapter plan of another pack', 'Adapter plans are tied to their pack.', 'Use an entry or core plan of the pack.'),
  redundant_copy: meaning('copy of an imported plan', 'A plan of the world has the same body as an imported one. An error where a trigger starts the copy, otherwise a warning.', 'Remove the copy and use the imported plan.'),
  core_not_usable: meaning('plan cannot become a wrapper of an imported plan', '`air use-core` was asked for a plan whose graph no imported core or entry plan has, or whose place a wrapper cannot take.', 'Spawn the core by hand, or leave the plan as it is.'),
  near_copy: warn('near-copy of an imported plan', 'A plan of the world has the same steps and edges as an imported one under other names of steps and variables, or with another input that it reads in the same places.', 'Use the imported plan, or a wrapper that raises its input event.'),

  // Correlation and lints: advice, off or an error where a workspace says so, allowed by a reason in `$comment`
  wait_not_correlated: meaning('wait takes events of other runs', 'A trigger with `correlate_by` starts this plan, and the `where` of its wait can hold for an event with another correlation value. Naming both sides is not enough when the rest can hold without them, as in `or(…, true)`.', 'Write `where: eq(@event.<field>, @var:correlation_id)`, joined to other conditions by `and`.', '"where": { "op": "or", "args": [{ "op": "eq", "args": […] }, { "bool": true }] }'),
  uncorrelated_path: warn('wait on a correlated path takes events of other runs', 'A trigger with `correlate_by` leads to this plan through a child or a raised event, and the `where` of its wait can hold for an event with another correlation value.', 'Hand the correlation value down and write `where: eq(@event.<field>, @plan.input.<field>)`.'),
  optional_correlation: warn('runs can share an absent correlation value', 'The field in `correlate_by` is an option. All runs that are started by an event without it have the same value, null, and take each other\'s events.', 'Correlate by a field that every event has.', '"correlate_by": "reply_to"'),
  wait_without_timeout: warn('wait without a timeout', 'The length of the wait lies outside the kernel (an event, or a receipt that an adapter gives), and no timer is outstanding meanwhile whose path reaches an `end` that does not need the wait. Names say nothing: only steps and edges count.', 'Set a timer before the wait, await it on a branch of its own, and lead that branch to an `end`.'),
  missing_idempotency_key: warn('effect without an idempotency key', 'The effect changes something outside, and a second request for it cannot be told from a new one.', 'Add `idempotency_key`, a `hash` of what makes the request one and the same.'),
  constant_idempotency_key: warn('idempotency key is the same in every run', 'No part of the key depends on the input of the plan or on anything that it received, so that a second run counts as a repetition of the first.', 'Put a field of `@plan.input` into the key.', '"idempotency_key": { "op": "hash", "args": [{ "text": "charge" }] }'),
  late_wait: warn('wait registers late', 'Between the request and this wait for its response the plan waits for something else; a response that comes meanwhile is not seen.', 'Wait for the event on a branch beside the other wait, beginning at the request.'),
  prefer_core: warn('plan repeats an imported core', 'A plan of the world does all that an imported core plan does, and more, in steps of its own.', 'Raise the input event of the core from a wrapper plan, and keep only what the core does not do.'),
  slot_drift: warn('capability slots differ from the lock', 'The import uses other capability slots than those that its lock was written for; slots are bound to grants by name.', 'Compare the grants with the slots, then run `air lock <world>` with `--update`.'),
  envelope_input: warn('input of the plan is an event wrapper', 'Consumers use the entry and core plans of a pack; an input that is the event of a module or a variant of events ties them to one application.', 'Take a record of the domain as input, and unwrap the event in a wrapper plan of the application.'),
  bad_suppression: meaning('suppression is not understood', 'A `$comment` that begins with `air:allow` names a lint and a reason. This one suppresses nothing.', 'Write `air:allow <lint> — <reason>`, with a lint of spec/findings.md.', '"$comment": "air:allow late_wait"'),
  unused_suppression: warn('suppression of nothing', 'The lint that the comment allows finds nothing at this step or definition.', 'Remove the `air:allow` line.'),
  // Modules: their sources and what is built from them
  module_compile: load('module does not compile', 'The compiler refuses the source of a module, or warns of it.', 'Correct the source at this place.'),
  module_source_missing: load('module without a source', 'A module that the world defines without a hash is compiled from the source in `modules/` that has its name.', 'Write the source, or remove the module from the manifest.'),
  module_unknown_source: load('source of no module', 'Every source directly in `modules/` is that of the listed module with its name.', 'Add the module, or move shared code to a folder inside of `modules/`.'),
  module_source_shared: load('two modules with one source', 'The name of a source is made from the last part of the name of its module.', 'Rename one of the modules.'),
  module_hash_differs: load('module compiles to another hash', 'The definition names the hash of its code, and the source beside it gives other bytes.', 'Leave `wasm_hash` out: building fills it in.'),
  codegen_stale: load('generated types are not those of the schemas', 'Modules are compiled against the types that `air codegen` wrote.', 'Run `air codegen` for the world.'),
  codegen_unsupported: load('schema without a type in AssemblyScript', 'A type contains itself only through a record or a variant.', 'Put a record between.'),
  built_modules_bad: load('list of built modules cannot be read', 'What the build wrote is no list of modules.', 'Build the modules again.'),
  built_module_differs: load('built module has other bytes than its list says', 'The hash that the world names must be that of the code it runs.', 'Build the modules again.'),
  built_module_stale: load('built module is of other sources', 'A source has changed since the module was built from it, so that a run would show what the module did before.', 'Build the modules again.'),

  // Scenarios: what they say
  scenario_bad_time: meaning('not a time', 'Times of a scenario are nanoseconds, or durations of days, hours, minutes, seconds and fractions of them; `start` may be a date and time in UTC.', 'Write a time like `90s`, `1h30m` or `250ms`.', '"at": "soon"'),
  scenario_unknown_name: meaning('the world does not have this', 'A scenario names an event, plan, module or effect kind that its world does not have where it is used.', 'Correct the name.', '"event": "acme/Orderd@1"'),
  scenario_bad_value: meaning('value does not fit its type', 'Values of events, payloads and keys are those of their schemas; patterns may leave fields out.', 'Correct the value.', '"value": {"count": "many"}'),
  scenario_bad_reference: meaning('reference to nothing', 'Text that begins with `@hash:` stands for the hash of an entry in `content`, text that begins with `@time:` for a time after the start.', 'Name an entry of `content`, or write a duration.', '"@hash:page"'),
  scenario_bad_content: meaning('content cannot be built', 'An entry of `content` is text, base64, or files by path.', 'Correct the entry.', '{"files": {"../escape": ""}}'),
  scenario_upgrade_missing: meaning('no definitions to upgrade to', 'The folder of an upgrade lies beside the scenario and holds the definitions that replace those of the world.', 'Create the folder, or correct its name.', '"upgrade": "next"'),
  scenario_peer_missing: meaning('no world to run beside', 'A peer is a world of the repository: its folder, written from the folder of the world whose scenario it is. A message is carried to a world of the scenario by its id.', 'Correct the folder or the id.', '"world": "../suplier"'),
  world_not_runnable: meaning('the world cannot run', 'The kernel refuses the merged manifest.', 'Run `air check` on the world and correct what it finds.'),
  module_not_built: warn('module without code', 'The module has no WASM, so that its calls are not made; what its world keeps in cells stays empty.', 'Build the modules of the world.'),

  // Scenarios: what running them shows
  input_refused: gate('the world refuses this input', 'Nothing of a refused input is journaled.', 'Correct the input, or expect the refusal with `refused`.'),
  input_accepted: gate('the world takes this input', 'The scenario expects the world to refuse it.', 'Correct `refused`, or the input.'),
  event_not_raised: gate('event was not raised', 'Events without `count` are expected in the order given; others may come between them.', 'Compare the run with `air run <world> <scenario> --trace`.'),
  event_count_differs: gate('number of events differs', 'With `count` an expectation is about every raised event that matches.', 'Compare the run with `air run <world> <scenario> --trace`.'),
  plan_result_differs: gate('plan did not end like this', 'Plans without `count` are expected in the order in which they end.', 'Compare the run with `air run <world> <scenario> --trace`.'),
  plan_count_differs: gate('number of instances differs', 'With `count` an expectation is about every instance that matches.', 'Compare the run with `air run <world> <scenario> --trace`.'),
  cell_differs: gate('state of a cell differs', 'The state after the last input is compared.', 'Compare the run with `air run <world> <scenario> --trace`.'),
  effect_count_differs: gate('number of effects differs', 'Intents are counted by kind; denied effects have none.', 'Compare the run with `air run <world> <scenario> --trace`.'),
  under_way_differs: gate('number of unanswered effects differs', 'An intent that nobody answers stays under way.', 'Give the missing answer in `receipts`, or correct the number.'),
  fault_not_found: gate('fault did not happen', 'Faults are expected in any order.', 'Compare the run with `air run <world> <scenario> --trace`.'),
  fault_not_expected: gate('fault that no expectation names', 'A plan that ends in error, a fault of a module, wait or trigger, a denial or a limit fails a scenario that does not expect it.', 'Correct the world or the scenario; a fault that belongs there goes into `expect`.'),
  scenario_not_idle: gate('the scenario does not come to an end', 'After `max_items` inputs, timers and receipts something is still due.', 'Raise `max_items`, or end what sets timers for ever.'),
  secret_in_journal: gate('the value of a secret is in the journal', 'Only adapters see values of secrets; journals hold alias and version.', 'Remove the value from the answer or the event that carries it.'),
  scenarios_missing: gate('world without a scenario', 'Nothing shows that the world runs.', 'Write `scenarios/<name>.scenario.json` in the world.'),
  imported_plans_not_run: gate('no scenario starts an imported plan', 'A world that imports plans shows in at least one scenario that one of them runs.', 'Write a scenario whose events start the plan.'),
  effect_never_emitted: warn('declared effect that no scenario shows', 'A workflow module may emit this kind, and does so in no scenario: the allowlist is wider than what is tried.', 'Remove the kind from `effects_emitted`, or write a scenario in which it is emitted.'),
  effect_not_declared: warn('module emits what it does not declare', 'The whole call is refused, and the instance has failed.', 'Add the kind to `effects_emitted`, or correct the module.'),
  outcome_dropped: warn('module drops the outcome of an effect', 'A denied or faulted effect came back, and the call changed nothing: the instance may wait for ever.', 'Handle `isDenied` and `isFaulted` of this outcome: go on without it, compensate, or end.'),
  imported_plan_not_run: warn('no scenario starts this imported plan', 'Whether the plan works in this world has not been tried.', 'Write a scenario whose events start the plan.'),

  // Faults and replays
  fault_not_survived: gate('a fault was not survived', 'After a fault the world did not come to the end that it comes to without, or the fault was not noticed.', 'Inject the fault again with the journal and the order that the report holds.'),
  wait_not_cut: gate('no crash fell into a wait', 'A sweep that never interrupts a wait shows nothing about waits.', 'Write a scenario in which an instance waits for an event, or for the receipt of an effect that an adapter answers.'),
  replay_diverges: gate('replay differs from the journal', 'Replaying derives every record again and compares it byte for byte.', 'The records, the field and the ingress are listed. A journal of other definitions is replayed with those; a deliberate change is accepted with `air journal accept`.'),
  current_replay_differs: gate('today\'s definitions do something else', 'What came in was fed to the definitions of today. Definition hashes are blanked, everything else is compared.', 'Compare the changed definitions; if the change is meant, run `air journal accept <world>`.'),
  journal_unreadable: gate('journal cannot be read', 'A golden journal is a whole journal file of this format, of its world, with its definitions in `journals/*.objects`.', 'Restore the file from version control; committed journals are never changed.'),
  journal_not_replayable: gate('run cannot be kept as a golden journal', 'Definitions and module bytes are kept beside a journal; with them alone the run does not replay.', 'Build the modules of the world first.'),
  unknown_scenario: gate('no such scenario', 'Scenarios are named by their file without `.scenario.json`.', 'Correct the name.'),
  nothing_to_replay: gate('nothing to replay', 'The world has neither scenarios nor golden journals.', 'Write `scenarios/<name>.scenario.json`, then run `air journal record <world>`.'),
} as const satisfies Readonly<Record<string, CodeEntry>>;

/** A stable code of the catalogue. */
export type FindingCode = keyof typeof CODES;

/** The row of a code. */
export const codeEntry = (code: FindingCode): CodeEntry => CODES[code];
