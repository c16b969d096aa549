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

export interface UpdateStatusParams {
  /** Address of the status file of an agent. */
  readonly uri: string;
  /** What is to be said in it; what is left out stays as it is. */
  readonly change: {
    readonly state?: string | undefined;
    readonly mission?: string | undefined;
    readonly blockers?: readonly string[] | undefined;
  };
}

export interface StatusReading {
  /** Why the file cannot be changed, a sentence; undefined where it can. */
  readonly refused: string | undefined;
  /** States that may be written, in the spelling of the file. */
  readonly states: readonly string[];
  readonly state: string | undefined;
  readonly mission: string | undefined;
  readonly blockers: readonly string[];
}

/** Reads a status file as it stands, in an editor or on disk; changes nothing. */
export const readStatusRequest: LanguageRequest<{ readonly uri: string }, StatusReading> = {
  method: 'swarm/readStatus',
};

export interface StatusUpdated {
  /** Why nothing was changed, a sentence; undefined where it was. */
  readonly refused: string | undefined;
  /** A `WorkspaceEdit` of the protocol for a file with unsaved changes in the editor. Undefined: it is written. */
  readonly edit: unknown;
}

/** Says something in a status file, in the file's own style: in one step on disk, or as an edit of unsaved text. */
export const updateStatusRequest: LanguageRequest<UpdateStatusParams, StatusUpdated> = {
  method: 'swarm/updateStatus',
};
