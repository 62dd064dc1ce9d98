// The 8 capabilities of AOS v0.10, frozen: their hashes are part of worlds that exist.

/** Schemas in the notation of `notation.ts`; each is `sys/<cap_type>@1`. */
export const CAP_TABLE = `
query@1 = {scope: option<text>}
timer@1 = {}
blob@1 = {namespaces: option<set<text>>}
http.out@1 = {
  hosts: option<set<text>>, schemes: option<set<text>>, methods: option<set<text>>, ports: option<set<nat>>,
  path_prefixes: option<set<text>>
}
llm.basic@1 = {
  providers: option<set<text>>, models: option<set<text>>, max_tokens: option<nat>, tools_allow: option<set<text>>
}
secret@1 = {}
workspace@1 = {workspaces: option<list<text>>, path_prefixes: option<list<text>>, ops: option<set<text>>}
governance@1 = {
  ops: option<set<text>>, def_kinds: option<set<text>>, name_prefixes: option<set<text>>,
  manifest_sections: option<set<text>>
}
`;

/** Enforcer modules by capability type; the others have the default enforcer. */
export const CAP_ENFORCERS: ReadonlyMap<string, string> = new Map([
  ['http.out', 'sys/CapEnforceHttpOut@1'],
  ['llm.basic', 'sys/CapEnforceLlmBasic@1'],
  ['workspace', 'sys/CapEnforceWorkspace@1'],
  ['governance', 'sys/CapEnforceGovernance@1'],
]);
