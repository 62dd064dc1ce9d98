// Entry `@nx-air/plan/check`.
export {};
