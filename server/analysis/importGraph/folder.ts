/** A folder with the Python modules in it; `__init__` among them makes it a regular package. */
export class Folder {
  readonly name: string;
  readonly parent: Folder | undefined;
  readonly folders = new Map<string, Folder>();
  /** Ids of its modules by their names without extension. */
  readonly modules = new Map<string, number>();

  constructor(name: string, parent: Folder | undefined) {
    this.name = name;
    this.parent = parent;
  }

  /** Id of the module that runs when the folder is imported; undefined where it is no regular package. */
  get package(): number | undefined {
    return this.modules.get('__init__');
  }

  /** The nearest folder, from this one upwards, that is no regular package: what is imported from here is looked up in it. */
  get sourceRoot(): Folder {
    let folder: Folder = this;
    while (folder.package !== undefined && folder.parent) folder = folder.parent;
    return folder;
  }

  get isEmpty(): boolean {
    return this.modules.size === 0 && this.folders.size === 0;
  }
}
