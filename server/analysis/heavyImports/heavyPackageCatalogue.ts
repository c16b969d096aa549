/** What loading a package costs beyond a bare Node.js. */
export interface PackageWeight {
  /** Milliseconds, the best of five runs of the faster of `import` and `require`. */
  readonly milliseconds: number;
  /** Megabytes of resident memory. */
  readonly megabytes: number;
  readonly version: string;
  /** The package is heavy as a whole alone: `date-fns/format` is light. */
  readonly wholeOnly?: true;
}

/**
 * The packages of JavaScript that are heavy by themselves, measured as docs/rules/heavy-import-javascript.md tells
 * (Node.js 24.21, warm files). An entry has more than 50 ms in every run, or loads native libraries of more than 10 MB.
 * What has to be loaded first to do its work (`@sentry/node`, `newrelic`) or is used by decorators alone (`@nestjs/*`) is
 * not here: no import of it could be lazy.
 */
export const heavyPackageCatalogue: ReadonlyMap<string, PackageWeight> = new Map<string, PackageWeight>([
  // Compilers, bundlers, linters
  ['typescript', { milliseconds: 141, megabytes: 55, version: '5.9.3' }],
  ['ts-morph', { milliseconds: 222, megabytes: 78, version: '28.0.0' }],
  ['@babel/core', { milliseconds: 62, megabytes: 22, version: '7.29.13' }],
  ['eslint', { milliseconds: 67, megabytes: 26, version: '10.15.0' }],
  ['vite', { milliseconds: 90, megabytes: 42, version: '8.3.8' }],
  ['sass', { milliseconds: 176, megabytes: 56, version: '1.108.2' }],
  ['stylelint', { milliseconds: 82, megabytes: 24, version: '18.0.0' }],
  ['svgo', { milliseconds: 149, megabytes: 37, version: '4.1.0' }],
  ['@vue/compiler-sfc', { milliseconds: 88, megabytes: 28, version: '3.5.45' }],
  // Browsers and pages
  ['puppeteer', { milliseconds: 97, megabytes: 32, version: '24.43.1' }],
  ['puppeteer-core', { milliseconds: 107, megabytes: 37, version: '25.16.0' }],
  ['playwright', { milliseconds: 236, megabytes: 78, version: '1.65.1' }],
  ['selenium-webdriver', { milliseconds: 57, megabytes: 26, version: '4.49.0' }],
  ['jsdom', { milliseconds: 405, megabytes: 97, version: '29.1.1' }],
  ['cheerio', { milliseconds: 102, megabytes: 37, version: '1.2.0' }],
  ['echarts', { milliseconds: 74, megabytes: 24, version: '6.1.0', wholeOnly: true }],
  ['antd', { milliseconds: 745, megabytes: 168, version: '6.6.8', wholeOnly: true }],
  ['recharts', { milliseconds: 206, megabytes: 30, version: '3.10.1' }],
  ['@mui/material', { milliseconds: 563, megabytes: 161, version: '9.5.0', wholeOnly: true }],
  ['@mui/icons-material', { milliseconds: 2915, megabytes: 277, version: '9.5.0', wholeOnly: true }],
  ['ink', { milliseconds: 257, megabytes: 50, version: '8.0.0' }],
  // Documents, pictures, numbers, language
  ['xlsx', { milliseconds: 93, megabytes: 38, version: '0.18.5' }],
  ['exceljs', { milliseconds: 173, megabytes: 37, version: '4.4.0' }],
  ['pdf-lib', { milliseconds: 65, megabytes: 21, version: '1.17.1' }],
  ['pdfkit', { milliseconds: 77, megabytes: 31, version: '0.20.2' }],
  ['pdfjs-dist', { milliseconds: 66, megabytes: 44, version: '5.6.205' }],
  ['jimp', { milliseconds: 161, megabytes: 37, version: '1.6.1' }],
  ['sharp', { milliseconds: 34, megabytes: 26, version: '0.35.5' }],
  ['mathjs', { milliseconds: 325, megabytes: 84, version: '15.2.0' }],
  ['natural', { milliseconds: 449, megabytes: 120, version: '8.1.1' }],
  ['compromise', { milliseconds: 140, megabytes: 37, version: '14.17.0' }],
  ['@faker-js/faker', { milliseconds: 126, megabytes: 44, version: '10.6.0' }],
  // Models
  ['@tensorflow/tfjs', { milliseconds: 95, megabytes: 30, version: '4.22.0' }],
  ['@huggingface/transformers', { milliseconds: 91, megabytes: 48, version: '4.3.1' }],
  ['onnxruntime-node', { milliseconds: 11, megabytes: 12, version: '1.30.0' }],
  ['langchain', { milliseconds: 221, megabytes: 54, version: '1.5.14' }],
  ['@langchain/core', { milliseconds: 109, megabytes: 34, version: '1.4.0' }],
  ['@langchain/openai', { milliseconds: 191, megabytes: 45, version: '1.5.8' }],
  ['@anthropic-ai/sdk', { milliseconds: 74, megabytes: 23, version: '1.12.0' }],
  ['@google/genai', { milliseconds: 56, megabytes: 30, version: '3.1.0' }],
  ['ai', { milliseconds: 81, megabytes: 30, version: '7.0.173' }],
  ['cohere-ai', { milliseconds: 185, megabytes: 38, version: '8.1.0' }],
  ['chromadb', { milliseconds: 62, megabytes: 18, version: '3.5.0' }],
  // Clouds and services
  ['@apollo/server', { milliseconds: 116, megabytes: 24, version: '5.5.1' }],
  ['@aws-sdk/client-bedrock-runtime', { milliseconds: 51, megabytes: 28, version: '3.1163.0' }],
  ['@aws-sdk/client-cloudwatch-logs', { milliseconds: 76, megabytes: 30, version: '3.1169.0' }],
  ['@aws-sdk/client-ec2', { milliseconds: 273, megabytes: 97, version: '3.1169.0' }],
  ['@aws-sdk/client-lambda', { milliseconds: 65, megabytes: 29, version: '3.1162.0' }],
  ['@aws-sdk/client-s3', { milliseconds: 59, megabytes: 34, version: '3.1169.0' }],
  ['@aws-sdk/client-secrets-manager', { milliseconds: 77, megabytes: 27, version: '3.1162.0' }],
  ['@aws-sdk/client-sns', { milliseconds: 67, megabytes: 27, version: '3.1169.0' }],
  ['@aws-sdk/client-sqs', { milliseconds: 54, megabytes: 27, version: '3.1169.0' }],
  ['@azure/identity', { milliseconds: 118, megabytes: 36, version: '4.14.1' }],
  ['@azure/storage-blob', { milliseconds: 135, megabytes: 40, version: '12.34.0' }],
  ['@google-cloud/bigquery', { milliseconds: 83, megabytes: 27, version: '9.3.0' }],
  ['@google-cloud/firestore', { milliseconds: 210, megabytes: 48, version: '9.4.1' }],
  ['@google-cloud/storage', { milliseconds: 68, megabytes: 29, version: '8.4.0' }],
  ['@kubernetes/client-node', { milliseconds: 360, megabytes: 82, version: '2.0.1' }],
  ['@modelcontextprotocol/sdk', { milliseconds: 121, megabytes: 30, version: '1.32.2' }],
  ['@pinecone-database/pinecone', { milliseconds: 125, megabytes: 21, version: '9.0.0' }],
  ['@slack/bolt', { milliseconds: 135, megabytes: 40, version: '5.1.0' }],
  ['aws-sdk', { milliseconds: 101, megabytes: 27, version: '2.1693.0' }],
  ['bullmq', { milliseconds: 78, megabytes: 26, version: '6.7.0' }],
  ['date-fns', { milliseconds: 68, megabytes: 21, version: '4.4.0', wholeOnly: true }],
  ['discord.js', { milliseconds: 203, megabytes: 50, version: '14.28.1' }],
  ['dockerode', { milliseconds: 89, megabytes: 33, version: '5.0.1' }],
  ['ethers', { milliseconds: 62, megabytes: 27, version: '6.17.0' }],
  ['firebase/firestore', { milliseconds: 113, megabytes: 36, version: '11.10.0' }],
  ['googleapis', { milliseconds: 574, megabytes: 122, version: '178.0.0', wholeOnly: true }],
  ['graphql', { milliseconds: 52, megabytes: 21, version: '17.1.0' }],
  ['knex', { milliseconds: 74, megabytes: 21, version: '3.3.0' }],
  ['lodash-es', { milliseconds: 190, megabytes: 29, version: '4.18.1', wholeOnly: true }],
  ['mongodb', { milliseconds: 75, megabytes: 33, version: '7.9.0' }],
  ['mongoose', { milliseconds: 134, megabytes: 42, version: '9.12.1' }],
  ['mssql', { milliseconds: 178, megabytes: 48, version: '12.7.14' }],
  ['sequelize', { milliseconds: 93, megabytes: 33, version: '6.37.8' }],
  ['stripe', { milliseconds: 54, megabytes: 25, version: '23.1.0' }],
  ['twilio', { milliseconds: 96, megabytes: 34, version: '6.2.0' }],
  ['typeorm', { milliseconds: 100, megabytes: 29, version: '1.1.1' }],
  ['web3', { milliseconds: 153, megabytes: 36, version: '4.16.0' }],
]);
