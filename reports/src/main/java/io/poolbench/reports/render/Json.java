package io.poolbench.reports.render;

import io.poolbench.reports.model.Visible;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes records and maps as JSON, in their order; a number that is not finite is null. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new Finite())
                  .addSerializer(double.class, new Finite()))
          .build();

  private Json() {}

  private static final class Finite extends StdSerializer<Double> {

    Finite() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializationContext context) {
      if (Double.isFinite(value)) {
        json.writeNumber(value.doubleValue());
      } else {
        json.writeNull();
      }
    }
  }

  /** Returns indented text in which nothing is hidden from a reader. */
  static String of(Object document) {
    return Visible.json(
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
  }
}
