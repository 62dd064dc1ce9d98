//! Plan packs of the agent SDK, as text, for programs that carry them along.

/// Name of the pack that holds the session and workspace-sync contracts.
pub const SESSION_CORE: &str = "session-core";

/// The definitions of `session-core`: one JSON array of AIR nodes.
pub const SESSION_CORE_DEFS: &str = include_str!("../air/exports/plan-packs/session-core/defs.air.json");

#[cfg(test)]
mod tests {
    use super::SESSION_CORE_DEFS;

    #[test]
    fn definitions_name_the_core_plan_and_hold_no_manifest() {
        assert!(SESSION_CORE_DEFS.contains("\"aos.workspace/core_workspace_sync@1\""));
        assert!(!SESSION_CORE_DEFS.contains("\"manifest\""));
    }
}
