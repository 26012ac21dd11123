package cn.nongchao.bench.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs test classes twice in one JVM with nothing changed. One that fails the second time would
 * seem to notice every change.
 */
final class Twice {

  private Twice() {}

  public static void main(String[] classes) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                Arrays.stream(classes).<DiscoverySelector>map(one -> selectClass(one)).toList())
            .build();
    for (int round = 1; round <= 2; round++) {
      SummaryGeneratingListener told = new SummaryGeneratingListener();
      LauncherFactory.create().execute(request, told);
      TestExecutionSummary summary = told.getSummary();
      boolean isSound =
          summary.getTotalFailureCount() == 0
              && summary.getTestsFoundCount() > 0
              && summary.getTestsAbortedCount() == 0;
      if (isSound) continue;
      System.err.println("Round " + round + " of the tests with nothing changed:");
      summary
          .getFailures()
          .forEach(failure ->
              System.err.println(
                  failure.getTestIdentifier().getDisplayName() + ": " + failure.getException()));
      System.exit(1);
    }
    System.exit(0);
  }
}
