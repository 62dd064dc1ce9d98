// What is measured as ours: the packages as they are installed from their tarballs, or the TypeScript sources where they cannot be built.
export type Product = { readonly kind: 'installed'; /** Folder with node_modules. */ readonly dir: string } | { readonly kind: 'sources'; readonly why: string };

/** Names the folder of the installed packages in the measuring process. */
export const PRODUCT_VARIABLE = 'NX_AIR_BENCH_PRODUCT';

export async function prepareProduct(_root: string): Promise<Product> {
  return { kind: 'sources', why: 'the packages are not built' };
}

export function describeProduct(product: Product): string {
  return product.kind === 'installed' ? 'the packages, installed from their tarballs' : `the TypeScript sources (${product.why})`;
}
