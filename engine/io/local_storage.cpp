#include "engine/base/error.h"
#include "engine/io/database.h"
#include "engine/io/model_store.h"
#include "engine/io/stored_json.h"
#include "engine/io/user_folders.h"
#include "engine/tensor/memory_limit.h"

// A table of keys and values, and TensorFlow.js's five keys for each model:
// "tensorflowjs_models/NAME/info" and so on.

namespace tp::io {

namespace {

constexpr std::string_view kPrefix = "tensorflowjs_models/";
constexpr std::string_view kInfo = "/info";
constexpr std::string_view kTopology = "/model_topology";
constexpr std::string_view kSpecs = "/weight_specs";
constexpr std::string_view kData = "/weight_data";
constexpr std::string_view kMetadata = "/model_metadata";

// What SQLite holds in one value; a browser refuses after some five million already.
constexpr std::size_t kMostBytes = 900'000'000;

std::string keyOf(const std::string& name, std::string_view part) {
    return std::string(kPrefix) + name + std::string(part);
}

class LocalStorage final : public ModelStore {
public:
    LocalStorage() : m_database(userDataFolder() / "local-storage.sqlite") {
        m_database.run(
            "CREATE TABLE IF NOT EXISTS items (key TEXT PRIMARY KEY, value BLOB NOT NULL)");
    }

    void save(
        const std::string& name, const ModelArtifacts& artifacts, const SaveResult& info) override {
        check(
            artifacts.weightData.size() <= kMostBytes,
            "localstorage://%1: %2 bytes of weights are more than a value can hold; "
            "indexeddb:// holds them.",
            name,
            artifacts.weightData.size());
        Transaction transaction(m_database, Transaction::Kind::Write);
        set(keyOf(name, kInfo), bytesOf(infoJson(info).dump()));
        set(keyOf(name, kTopology), bytesOf(artifacts.modelTopology.dump()));
        set(keyOf(name, kSpecs), bytesOf(toJson(artifacts.weightSpecs).dump()));
        set(keyOf(name, kData), artifacts.weightData);
        set(keyOf(name, kMetadata), bytesOf(metadataJson(artifacts).dump()));
        transaction.commit();
    }

    ModelArtifacts load(const std::string& name) override {
        const Transaction transaction(
            m_database, Transaction::Kind::Read); // all five of the same moment
        const std::string url = "localstorage://" + name;
        const std::string topology = get(keyOf(name, kTopology), url);
        const std::string specs = get(keyOf(name, kSpecs), url);
        const std::string metadata = get(keyOf(name, kMetadata), url);
        const auto rows = find(keyOf(name, kData));
        if (!rows->next())
            failMissing(url);
        const ByteView data = rows->bytes(0);
        checkMemory(static_cast<std::int64_t>(data.size()));
        return modelFrom(topology, specs, metadata, {data.begin(), data.end()}, url);
    }

    std::map<std::string, SaveResult> list() override {
        std::map<std::string, SaveResult> all;
        const auto rows = m_database.rows(infosQuery("items", "key", "value"), {});
        while (rows->next()) {
            std::string key = rows->text(0);
            if (!key.starts_with(kPrefix) || !key.ends_with(kInfo) ||
                key.size() <= kPrefix.size() + kInfo.size())
                continue;
            key = key.substr(kPrefix.size(), key.size() - kPrefix.size() - kInfo.size());
            all[key] = infoFrom(*rows, "localstorage://" + key);
        }
        return all;
    }

    bool remove(const std::string& name) override {
        Transaction transaction(m_database, Transaction::Kind::Write);
        const bool isThere = find(keyOf(name, kInfo))->next();
        for (const auto part : {kInfo, kTopology, kSpecs, kData, kMetadata})
            m_database.run("DELETE FROM items WHERE key = ?", {keyOf(name, part)});
        transaction.commit();
        return isThere;
    }

private:
    [[noreturn]] static void failMissing(const std::string& url) {
        fail(Error::Kind::BadFile, "%1: there is no such model", url);
    }

    void set(const std::string& key, ByteView value) {
        m_database.run(
            "INSERT INTO items VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
            {key, value});
    }

    std::unique_ptr<Rows> find(const std::string& key) {
        return m_database.rows("SELECT value FROM items WHERE key = ?", {key});
    }

    std::string get(const std::string& key, const std::string& url) {
        const auto rows = find(key);
        if (!rows->next())
            failMissing(url);
        return rows->text(0);
    }

    Database m_database;
};

} // namespace

std::unique_ptr<ModelStore> openLocalStorage() {
    return std::make_unique<LocalStorage>();
}

} // namespace tp::io
