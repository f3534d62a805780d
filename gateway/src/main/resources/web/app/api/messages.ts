// The messages of the REST interface that the pages read: protobuf JSON, so zeros are there and unset optional fields are not.

export type Role = 'UNSPECIFIED' | 'VIEWER' | 'ANNOTATOR' | 'EDITOR' | 'ADMIN';

export interface Me {
  keyId: string;
  name: string;
  role: Role;
  projectIds: string[];
  csrfToken: string;
}

export interface ServiceHealth {
  name: string;
  ready: boolean;
  fallback: string;
}

export interface Health {
  ready: boolean;
  services: ServiceHealth[];
  version: string;
}

export type TaskKind = 'UNSPECIFIED' | 'CLASSIFICATION' | 'MULTI_LABEL' | 'ENTITIES' | 'RELATIONS' | 'SENTIMENT';

export interface Label {
  name: string;
  description: string;
  target?: 'UNSPECIFIED' | 'SPAN' | 'RELATION';
}

/** In Unicode code points, the end exclusive. */
export interface Span {
  start: number;
  end: number;
  label: string;
  text: string;
}

/** Between two spans of the same value, by their indexes. */
export interface Relation {
  fromSpan: number;
  toSpan: number;
  label: string;
}

export interface AnnotationValue {
  labels: string[];
  spans: Span[];
  relations: Relation[];
}

export interface LabelScore {
  label: string;
  score: number;
}

export type Route = 'UNSPECIFIED' | 'AUTO_ACCEPT' | 'HUMAN_REVIEW' | 'EXPERT_REVIEW';

export interface Annotator {
  model: string;
  promptVersion: string;
}

export interface Project {
  id: string;
  name: string;
  kind: string;
  labels: Label[];
  guidelines: string;
  model: string;
}

export interface Dataset {
  id: string;
  name: string;
}

export type RunState = 'UNSPECIFIED' | 'PREPARING' | 'RUNNING' | 'PAUSED' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

export interface Counts {
  total: number;
  done: number;
  failed: number;
  autoAccept: number;
  humanReview: number;
  expertReview: number;
  reviewed: number;
  degraded: number;
  truncated: number;
  otherLanguage: number;
  cached: number;
}

export interface Cost {
  estimated: number;
  actual: number;
  limit: number;
  unpriced: boolean;
  inputTokens: number;
  outputTokens: number;
}

export interface Run {
  id: string;
  projectId: string;
  datasetId: string;
  model: string;
  state: RunState;
  stateReason: string;
  stateMessage: string;
  annotator?: Annotator;
  counts?: Counts;
  cost?: Cost;
  itemsPerSecond: number;
  etaSeconds?: number;
  createTime?: string;
  startTime?: string;
  endTime?: string;
  notes: string[];
  exampleCount: number;
}

export interface Annotation {
  itemId: string;
  ordinal: number;
  text: string;
  label: string;
  rawConfidence?: number;
  confidence?: number;
  uncalibrated: boolean;
  route?: Route;
  error?: { code: string; message: string };
  degraded: boolean;
  costUsd: number;
  goldLabel: string;
  finalLabel: string;
  labelSource: string;
  truncated: boolean;
  otherLanguage: boolean;
  externalId: string;
}

/** A label that is likely wrong. */
export interface SuspectLabel {
  /** The item's. */
  id: string;
  given: string;
  likely: string;
  /** Probability of the given label. */
  score: number;
  flagged: boolean;
  text: string;
}

export interface LabelErrors {
  items: number;
  flagged: number;
  estimatedIssues?: number;
  uninformative: boolean;
  /** Why nothing is flagged; mostly empty. */
  reason?: string;
  /** Labels with too few items to flag any of them. */
  sparedLabels?: string[];
  /** The first of them; all are in the report's output. */
  suspects: SuspectLabel[];
}

export interface Report {
  id: string;
  state: 'UPLOADING' | 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED';
  progress: number;
  createTime?: string;
  error?: { field: string; message: string };
  labelErrors?: LabelErrors;
}

export interface Figure {
  value?: number;
  previous?: number;
  count: number;
  sparkline: number[];
}

export interface DimensionCount {
  dimension: string;
  count: number;
}

export interface Overview {
  accuracy?: Figure;
  ece?: Figure;
  costPerItem?: Figure;
  itemsPerDay?: Figure;
  alpha?: Figure;
  routes: DimensionCount[];
  labels: DimensionCount[];
  errors: DimensionCount[];
  items: number;
  costUsd: number;
  firingAlerts: number;
}

export interface Calibration {
  /** Gold and reviewed items it was fitted on. */
  itemCount: number;
}

export type CertificateState = 'IN_FORCE' | 'REFUSED' | 'SUSPENDED' | 'EXPIRED' | 'REPLACED';

/** What is promised of labels that are accepted without a person. */
export interface Certificate {
  id: string;
  projectId: string;
  annotator?: { model: string };
  state: CertificateState;
  maxRisk: number;
  guarantee: string;
  audited: number;
  auditErrors: number;
  suspendTime?: string;
  createTime?: string;
}

export interface RunSummary {
  items: number;
  failed: number;
  goldAccuracy?: number;
  goldItems: number;
  meanConfidence?: number;
  labels: DimensionCount[];
  routes: DimensionCount[];
  errors: DimensionCount[];
}

export interface MetricPoint {
  time: string;
  dimension: string;
  count: number;
  sum: number;
}

export interface MetricSeries {
  metric: string;
  stepMinutes: number;
  points: MetricPoint[];
}

export interface Alert {
  id: string;
  ruleName: string;
  severity: 'NONE' | 'INFO' | 'WARNING' | 'CRITICAL';
  message: string;
  startTime?: string;
}

export interface Reason {
  text: string;
  label: string;
  similarity: number;
}

/** What some of the disagreeing reviewers decided. */
export interface ReviewOpinion {
  label: string;
  value?: AnnotationValue;
  reviewers: number;
}

export interface ReviewTask {
  id: string;
  projectId: string;
  runId: string;
  itemId: string;
  text: string;
  labels: Label[];
  suggestion: string;
  scores: LabelScore[];
  route: Route;
  reasons: Reason[];
  state: string;
  leaseExpireTime?: string;
  decidedLabel: string;
  revision: number;
  kind: TaskKind;
  suggestedValue?: AnnotationValue;
  decidedValue?: AnnotationValue;
  reviewersNeeded: number;
  reviewersDone: number;
  adjudication: boolean;
  opinions: ReviewOpinion[];
  suggestionHidden: boolean;
  shortList: string[];
}

export interface NextReviews {
  tasks: ReviewTask[];
  waiting: number;
}

export interface ReviewStats {
  open: number;
  leased: number;
  decided: number;
  accepted: number;
  reviewers: ReviewerStats[];
}

/** What one reviewer's standing decisions show. */
export interface ReviewerStats {
  /** The id of the reviewer's key. */
  reviewer: string;
  decided: number;
  shown: number;
  shownKept: number;
  hidden: number;
  hiddenKept: number;
  medianSeconds?: number;
  compared: number;
  agreed: number;
  adjudicated: number;
}
