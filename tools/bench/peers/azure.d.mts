// Types of azure.mjs.
export interface AzureReplay {
  readonly fresh: () => object;
  readonly replay: (input: object) => Promise<number>;
}
export function azureReplay(count: number): AzureReplay;
