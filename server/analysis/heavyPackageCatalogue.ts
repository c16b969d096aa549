/** What loading a package costs beyond a bare Node.js. */
export interface PackageWeight {
  /** Milliseconds, the median of five runs of the faster of `import` and `require`. */
  readonly milliseconds: number;
  /** Megabytes of resident memory. */
  readonly megabytes: number;
  readonly version: string;
}

/**
 * The packages of JavaScript that are heavy by themselves, measured as docs/rules/heavy-import-javascript.md tells
 * (Node.js 24.21, warm files). An entry has more than 50 ms in every run, or loads native libraries of more than 10 MB.
 */
export const heavyPackageCatalogue: ReadonlyMap<string, PackageWeight> = new Map([
  // Compilers, bundlers, linters
  ['typescript', { milliseconds: 141, megabytes: 55, version: '5.9.3' }],
  ['ts-morph', { milliseconds: 224, megabytes: 78, version: '28.0.0' }],
  ['@babel/core', { milliseconds: 64, megabytes: 22, version: '7.29.13' }],
  ['eslint', { milliseconds: 70, megabytes: 26, version: '10.15.0' }],
  ['vite', { milliseconds: 96, megabytes: 42, version: '8.3.8' }],
  ['sass', { milliseconds: 178, megabytes: 56, version: '1.108.2' }],
  // Browsers and pages
  ['puppeteer', { milliseconds: 99, megabytes: 32, version: '24.43.1' }],
  ['puppeteer-core', { milliseconds: 109, megabytes: 37, version: '25.16.0' }],
  ['playwright', { milliseconds: 241, megabytes: 78, version: '1.65.1' }],
  ['selenium-webdriver', { milliseconds: 59, megabytes: 26, version: '4.49.0' }],
  ['jsdom', { milliseconds: 410, megabytes: 97, version: '29.1.1' }],
  ['cheerio', { milliseconds: 107, megabytes: 37, version: '1.2.0' }],
  ['echarts', { milliseconds: 78, megabytes: 24, version: '6.1.0' }],
  ['antd', { milliseconds: 812, megabytes: 167, version: '6.6.8' }],
  // Documents, pictures, numbers, language
  ['xlsx', { milliseconds: 94, megabytes: 38, version: '0.18.5' }],
  ['exceljs', { milliseconds: 183, megabytes: 37, version: '4.4.0' }],
  ['pdf-lib', { milliseconds: 68, megabytes: 21, version: '1.17.1' }],
  ['pdfkit', { milliseconds: 94, megabytes: 31, version: '0.20.2' }],
  ['pdfjs-dist', { milliseconds: 67, megabytes: 44, version: '5.6.205' }],
  ['jimp', { milliseconds: 165, megabytes: 37, version: '1.6.1' }],
  ['sharp', { milliseconds: 35, megabytes: 26, version: '0.35.5' }],
  ['mathjs', { milliseconds: 336, megabytes: 84, version: '15.2.0' }],
  ['natural', { milliseconds: 461, megabytes: 120, version: '8.1.1' }],
  ['compromise', { milliseconds: 145, megabytes: 37, version: '14.17.0' }],
  // Models
  ['@tensorflow/tfjs', { milliseconds: 101, megabytes: 30, version: '4.22.0' }],
  ['@huggingface/transformers', { milliseconds: 94, megabytes: 47, version: '4.3.1' }],
  ['onnxruntime-node', { milliseconds: 11, megabytes: 12, version: '1.30.0' }],
  ['langchain', { milliseconds: 223, megabytes: 54, version: '1.5.14' }],
  ['@langchain/core', { milliseconds: 113, megabytes: 34, version: '1.4.0' }],
  ['@langchain/openai', { milliseconds: 193, megabytes: 45, version: '1.5.8' }],
  ['@anthropic-ai/sdk', { milliseconds: 78, megabytes: 23, version: '1.12.0' }],
  ['@google/genai', { milliseconds: 61, megabytes: 30, version: '3.1.0' }],
  ['ai', { milliseconds: 83, megabytes: 30, version: '7.0.173' }],
  // Clouds and services
  ['@apollo/server', { milliseconds: 119, megabytes: 24, version: '5.5.1' }],
  ['@aws-sdk/client-bedrock-runtime', { milliseconds: 52, megabytes: 28, version: '3.1163.0' }],
  ['@aws-sdk/client-dynamodb', { milliseconds: 54, megabytes: 29, version: '3.1162.0' }],
  ['@aws-sdk/client-s3', { milliseconds: 61, megabytes: 34, version: '3.1169.0' }],
  ['@aws-sdk/client-sqs', { milliseconds: 65, megabytes: 27, version: '3.1169.0' }],
  ['@google-cloud/storage', { milliseconds: 72, megabytes: 29, version: '8.4.0' }],
  ['@kubernetes/client-node', { milliseconds: 389, megabytes: 90, version: '2.0.1' }],
  ['@nestjs/common', { milliseconds: 145, megabytes: 35, version: '12.5.1' }],
  ['@nestjs/core', { milliseconds: 276, megabytes: 49, version: '12.5.1' }],
  ['@slack/bolt', { milliseconds: 138, megabytes: 40, version: '5.1.0' }],
  ['aws-sdk', { milliseconds: 106, megabytes: 27, version: '2.1693.0' }],
  ['discord.js', { milliseconds: 212, megabytes: 50, version: '14.28.1' }],
  ['dockerode', { milliseconds: 94, megabytes: 33, version: '5.0.1' }],
  ['ethers', { milliseconds: 69, megabytes: 27, version: '6.17.0' }],
  ['googleapis', { milliseconds: 587, megabytes: 122, version: '178.0.0' }],
  ['graphql', { milliseconds: 54, megabytes: 21, version: '17.1.0' }],
  ['knex', { milliseconds: 79, megabytes: 21, version: '3.3.0' }],
  ['mongodb', { milliseconds: 76, megabytes: 33, version: '7.9.0' }],
  ['mongoose', { milliseconds: 140, megabytes: 42, version: '9.12.1' }],
  ['sequelize', { milliseconds: 95, megabytes: 33, version: '6.37.8' }],
  ['shiki', { milliseconds: 52, megabytes: 18, version: '4.6.0' }],
  ['stripe', { milliseconds: 57, megabytes: 25, version: '23.1.0' }],
  ['twilio', { milliseconds: 97, megabytes: 34, version: '6.2.0' }],
  ['typeorm', { milliseconds: 101, megabytes: 29, version: '1.1.1' }],
  ['web3', { milliseconds: 156, megabytes: 36, version: '4.16.0' }],
]);
