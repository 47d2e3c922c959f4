package io.openplex.deploy.lab.rulebreakers;

/** What nobody below may know. */
public final class Breaker {}
