import { tellUsage } from './announce';

/** Loaded before a program that knows nothing of being measured. */
tellUsage();
