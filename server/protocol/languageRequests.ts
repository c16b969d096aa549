/** A request of our own between an editor and the language server. */
export interface LanguageRequest<Params, Reply> {
  readonly method: string;
  /** Never set: they tell the types of what is sent and answered. */
  readonly params?: Params;
  readonly reply?: Reply;
}

export interface MeasureImportCostParams {
  /** A document that imports the module; says which folders its modules lie in. */
  readonly uri: string;
  /** As imported: `torch.nn`. */
  readonly module: string;
  /** Path or name of the Python to run. */
  readonly interpreter: string;
}

/** What importing a module costs, beyond starting the interpreter. */
export interface ImportCost {
  readonly module: string;
  /** Of the installed package that holds the module; undefined where none says. */
  readonly version: string | undefined;
  /** The interpreter as it names itself: `CPython 3.11.2`. */
  readonly python: string;
  readonly interpreter: string;
  /** Median of the runs. */
  readonly milliseconds: number;
  /** Resident memory at its highest, in megabytes, median of the runs; undefined where the system does not tell. */
  readonly megabytes: number | undefined;
  readonly runs: number;
  /** Modules that take most of the time themselves, without what they import, in milliseconds. */
  readonly heaviest: readonly { readonly module: string; readonly milliseconds: number }[];
  /** Time of measuring, as milliseconds since 1970. */
  readonly measuredAt: number;
}

/**
 * Runs an interpreter to measure what importing a module costs. To be sent only where the person has asked for it and
 * trusts the workspace: importing a module runs its code.
 */
export const measureImportCostRequest: LanguageRequest<MeasureImportCostParams, ImportCost> = {
  method: 'swarm/measureImportCost',
};

export interface WorkspaceFix {
  /** A `WorkspaceEdit` of the protocol with every safe fix. */
  readonly edit: unknown;
  readonly fixes: number;
  readonly files: number;
  /** Files that could not be looked at, and why. */
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

/** Computes every safe fix in the files of the workspace; changes nothing by itself. */
export const fixWorkspaceRequest: LanguageRequest<Record<string, never>, WorkspaceFix> = {
  method: 'swarm/fixWorkspace',
};
