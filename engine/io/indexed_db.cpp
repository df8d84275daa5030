#include "engine/base/error.h"
#include "engine/io/database.h"
#include "engine/io/model_store.h"
#include "engine/io/stored_json.h"
#include "engine/io/user_folders.h"
#include "engine/tensor/memory_limit.h"

namespace tp::io {

namespace {

// Weights lie in parts, since SQLite holds no more than a gigabyte in one value.
constexpr std::size_t kPartBytes = std::size_t{16} << 20;

constexpr const char* kTables =
    "CREATE TABLE IF NOT EXISTS models_store (model_path TEXT PRIMARY KEY, topology TEXT NOT NULL,"
    " weight_specs TEXT NOT NULL, metadata TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS weight_data (model_path TEXT NOT NULL, part INTEGER NOT NULL,"
    " bytes BLOB NOT NULL, PRIMARY KEY (model_path, part));"
    "CREATE TABLE IF NOT EXISTS model_info_store (model_path TEXT PRIMARY KEY, info TEXT NOT NULL)";

class IndexedDb final : public ModelStore {
public:
    IndexedDb() : m_database(userDataFolder() / "models.sqlite") { m_database.run(kTables); }

    void save(
        const std::string& name, const ModelArtifacts& artifacts, const SaveResult& info) override {
        Transaction transaction(m_database, Transaction::Kind::Write);
        removeRows(name);
        m_database.run(
            "INSERT INTO models_store VALUES (?, ?, ?, ?)",
            {name,
             artifacts.modelTopology.dump(),
             toJson(artifacts.weightSpecs).dump(),
             metadataJson(artifacts).dump()});
        ByteView rest = artifacts.weightData;
        for (std::int64_t part = 0; !rest.empty(); ++part) {
            const ByteView bytes = rest.first(std::min(rest.size(), kPartBytes));
            m_database.run("INSERT INTO weight_data VALUES (?, ?, ?)", {name, part, bytes});
            rest = rest.subspan(bytes.size());
        }
        m_database.run("INSERT INTO model_info_store VALUES (?, ?)", {name, infoJson(info).dump()});
        transaction.commit();
    }

    ModelArtifacts load(const std::string& name) override {
        const Transaction transaction(
            m_database, Transaction::Kind::Read); // all rows of the same moment
        const std::string url = "indexeddb://" + name;
        const auto model = m_database.rows(
            "SELECT topology, weight_specs, metadata FROM models_store WHERE model_path = ?",
            {name});
        if (!model->next())
            fail(Error::Kind::BadFile, "%1: there is no such model", url);
        Bytes data;
        const auto parts = m_database.rows(
            "SELECT bytes FROM weight_data WHERE model_path = ? ORDER BY part", {name});
        while (parts->next()) {
            const ByteView bytes = parts->bytes(0);
            checkMemory(static_cast<std::int64_t>(data.size() + bytes.size()));
            data.insert(data.end(), bytes.begin(), bytes.end());
        }
        return modelFrom(model->text(0), model->text(1), model->text(2), std::move(data), url);
    }

    std::map<std::string, SaveResult> list() override {
        std::map<std::string, SaveResult> all;
        const auto rows = m_database.rows(infosQuery("model_info_store", "model_path", "info"), {});
        while (rows->next()) {
            const std::string name = rows->text(0);
            all[name] = infoFrom(*rows, "indexeddb://" + name);
        }
        return all;
    }

    bool remove(const std::string& name) override {
        Transaction transaction(m_database, Transaction::Kind::Write);
        const bool isThere =
            m_database.rows("SELECT 1 FROM models_store WHERE model_path = ?", {name})->next();
        removeRows(name);
        transaction.commit();
        return isThere;
    }

private:
    void removeRows(const std::string& name) {
        for (const char* statement :
             {"DELETE FROM models_store WHERE model_path = ?",
              "DELETE FROM weight_data WHERE model_path = ?",
              "DELETE FROM model_info_store WHERE model_path = ?"})
            m_database.run(statement, {name});
    }

    Database m_database;
};

} // namespace

std::unique_ptr<ModelStore> openIndexedDb() {
    return std::make_unique<IndexedDb>();
}

} // namespace tp::io
