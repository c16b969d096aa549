import type { CommandMeta } from '../events/subject.ts';

/** An approval as it was given. */
export interface GivenApproval {
  readonly by: string;
  readonly at: string;
  readonly comment: string | null;
  /** Whether who gave it proved to be that one. */
  readonly verified: boolean;
}

/** A deployment as far as rules look at it. */
export interface GovernedDeployment {
  readonly id: string;
  readonly environment: string;
  readonly team: string;
  readonly commit: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  /** Whether it brings back a release that was live before. */
  readonly rollback: boolean;
  /** Whether gates, windows and freezes are passed over, by somebody who may. */
  readonly bypassed: boolean;
  readonly approvals: readonly GivenApproval[];
}

/** What rules say of a deployment at a moment. */
export interface PolicyAnswer {
  /** Why it must not get requests now: a sentence (an approval, a window, a freeze); null where it may. */
  readonly waitsFor: string | null;
  /** When the answer may be another one without anybody doing anything. */
  readonly nextChange: Date | null;
  /** Null where the environment asks for none. */
  readonly approvals: {
    readonly required: number;
    readonly approvers: readonly string[];
    /** When what is given expires. */
    readonly expiresAt: string | null;
    /** Whether enough is given. */
    readonly enough: boolean;
  } | null;
}

/** A request that somebody makes. */
export interface PolicyRequest {
  readonly environment: string;
  readonly team: string;
  /** The slot that is asked for; null for any. */
  readonly slot: string | null;
}

/** Who may deploy what, when and with whose approval. */
export interface DeploymentPolicy {
  /** @throws {Refusal} `not-allowed` */
  mayRequest(request: PolicyRequest, meta: CommandMeta): Promise<void>;
  /** @throws {Refusal} `not-allowed` */
  mayBypass(request: PolicyRequest, meta: CommandMeta): Promise<void>;
  /**
   * Who passes over the rules of an environment may close its addresses too.
   * @throws {Refusal} `not-allowed`
   */
  mayClose(request: PolicyRequest, meta: CommandMeta): Promise<void>;
  /**
   * Where approvals count only with proof of who gives them, who asks has to be proven too: else it could be the same one.
   * @throws {Refusal} `not-allowed`
   */
  refuseUnproven(environment: string, rollback: boolean, meta: CommandMeta): Promise<void>;
  /** Gates that the base has committed as required: a work tree that leaves them out does not lift them. */
  requiredGates(environment: string): Promise<readonly string[]>;
  /** @throws {Refusal} `not-allowed` */
  mayApprove(deployment: GovernedDeployment, meta: CommandMeta): Promise<void>;
  /** What keeps it from its requests at this moment. */
  judge(deployment: GovernedDeployment, now: Date): Promise<PolicyAnswer>;
  /** Whether the environment has required gates, approvals, windows or freezes, so that nothing may pass them by. */
  guards(environment: string): Promise<boolean>;
  /** Whether also a rollback needs an approval there. */
  guardsRollback(environment: string): Promise<boolean>;
  /** Why this slot is not to be chosen for somebody's deployment (it is reserved): a sentence; null where it may be. */
  slotObstacle(id: string, actor: string): string | null;
}
