/**
 * The words of the three services, as they are generated, under the names that pages use.
 * Intake's are taken where several services speak the same word.
 */
export type {
  Adjustment,
  Assessment,
  Channel,
  Classification,
  ClockKind,
  ClockRead as Clock,
  Consent,
  Contact,
  ContactFacts,
  ContactKind,
  ContactRead,
  CouncilRead as Council,
  ExplainedDayRead as ExplainedDay,
  ExplanationRead as Explanation,
  Function as ServiceFunction,
  GradeRead as Grade,
  Harm as HarmAlleged,
  ImportJob,
  ImportRemark,
  ProviderKind,
  RaisedBy,
  Reading as Rag,
  Reclassification,
  ReplyBy,
  Topic,
} from './intake'
export type {
  CaseRead,
  CaseSummary,
  Counts as CaseCounts,
  Finding,
  IssueRead as Issue,
  Learning,
  Method,
  OfficerChange,
  OfficerRead as Officer,
  Remedy,
  Stage,
  View,
  WithdrawnBy,
} from './cases'
export type { Dashboard, FieldRead as FigureField, Figure, MeasureParts, Question, QuestionParts } from './analytics'
