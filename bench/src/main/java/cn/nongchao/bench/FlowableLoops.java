package cn.nongchao.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;

/**
 * Flowable's process engine: five user tasks in a row, each found by a query and completed with one
 * variable, as its guide shows. History level audit, no asynchronous executor, and none of the
 * engines this process does not need.
 */
final class FlowableLoops implements Contender {

  static final String SCHEMA = "flowable";
  private static final String[] STEPS = {"report", "accept", "dispatch", "handle", "verify"};

  private final HikariDataSource pool;
  private final ProcessEngine engine;

  /**
   * @param pool its connections must have {@link #SCHEMA} first in their search path
   */
  FlowableLoops(HikariDataSource pool) throws SQLException {
    this.pool = pool;
    try (Connection connection = pool.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("create schema if not exists " + SCHEMA);
    }
    var configuration = new StandaloneProcessEngineConfiguration();
    configuration.setDataSource(pool);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setDatabaseSchema(SCHEMA);
    configuration.setHistoryLevel(HistoryLevel.AUDIT);
    configuration.setAsyncExecutorActivate(false);
    configuration.setDisableIdmEngine(true);
    configuration.setDisableEventRegistry(true);
    this.engine = configuration.buildProcessEngine();
    engine.getRepositoryService().createDeployment().addString("event.bpmn20.xml", bpmn()).deploy();
  }

  private static String bpmn() {
    StringBuilder xml =
        new StringBuilder(
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                + " targetNamespace='nongchao'><process id='event' isExecutable='true'>"
                + "<startEvent id='start'/>");
    String from = "start";
    for (String step : STEPS) {
      xml.append("<userTask id='%s' name='%s'/>".formatted(step, step)).append(flow(from, step));
      from = step;
    }
    return xml.append("<endEvent id='end'/>")
        .append(flow(from, "end"))
        .append("</process></definitions>")
        .toString();
  }

  private static String flow(String from, String to) {
    return "<sequenceFlow id='%s-%s' sourceRef='%s' targetRef='%s'/>".formatted(from, to, from, to);
  }

  @Override
  public String name() {
    return "flowable";
  }

  @Override
  public void closeOne(int thread) {
    Map<String, Object> opening = Map.of("title", "event of thread " + thread);
    String id = engine.getRuntimeService().startProcessInstanceByKey("event", opening).getId();
    for (String step : STEPS) {
      Task task = engine.getTaskService().createTaskQuery().processInstanceId(id).singleResult();
      engine.getTaskService().complete(task.getId(), Map.of("note-" + step, "done by " + thread));
    }
  }

  @Override
  public long closed() throws SQLException {
    return Count.of(pool, "select count(*) from act_hi_procinst where end_time_ is not null");
  }

  @Override
  public void close() {
    engine.close();
    pool.close();
  }
}
