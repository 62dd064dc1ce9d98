// What modules in AssemblyScript are generated, compiled and built with.
export { ASC_VERSION } from './asc-module.ts';
export { buildModules, moduleList } from './build-modules.ts';
export type { Build, BuildInput, BuiltSource } from './build-modules.ts';
export { generateTypes } from './codegen/generate.ts';
export type { GeneratedTypes } from './codegen/generate.ts';
export type { ShapeFault } from './codegen/shapes.ts';
export { ownModules, worldTypes } from './codegen/world-types.ts';
export type { ModuleKind, ModuleTypes, WorldTypes } from './codegen/world-types.ts';
export { compileModule } from './compile.ts';
export type { Compiled } from './compile.ts';
export type { ModuleSource, SourceFolder } from './module-source.ts';
export { SdkError } from './errors.ts';
export type { SdkErrorCode } from './errors.ts';
export { exportedClass, GENERATED_FILE, isModuleSource, MODULES_FOLDER, moduleStem, sourceFile } from './module-files.ts';
export { staleCode, worldCode } from './world-code.ts';
export type { WorldCode } from './world-code.ts';
