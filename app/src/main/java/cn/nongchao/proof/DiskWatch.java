package cn.nongchao.proof;

import cn.nongchao.platform.Settings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells supervision before the disk is full: a full one refuses whatever people send. */
@Component
class DiskWatch {

  /** What a busy street fills in some days. */
  private static final long LEAST = 2L << 30;

  private final Path data;
  private final Alerts alerts;

  DiskWatch(Settings settings, Alerts alerts) {
    this.data = settings.data();
    this.alerts = alerts;
  }

  @Scheduled(fixedDelayString = "${nongchao.disk-watch-delay:PT1M}")
  void look() throws IOException {
    look(LEAST);
  }

  void look(long least) throws IOException {
    if (!Files.exists(data)) return;
    FileStore disk = Files.getFileStore(data);
    if (disk.getUsableSpace() < least) alerts.raise(AlertKind.DISK_NEARLY_FULL, disk.name());
  }
}
